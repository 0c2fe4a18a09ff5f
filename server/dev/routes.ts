import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppParts } from '../app'
import { explainMail, explanationJson } from '../intake/explain'
import { lookUp } from '../intake/look-up'
import { ownFromPlain, readOwn } from '../intake/own'
import { quarantined, retry } from '../intake/quarantine'
import { listMails, mailDetail, originalOf, runAgain, stateCounts } from './mails'

const states = ['filed', 'ask', 'unmatched', 'ignored', 'todo'] as const
const languageOf = (c: Context): Language => (/^en\b/i.test(c.req.header('Accept-Language') ?? '') ? 'en' : 'de')
const idOf = (c: Context): string => {
  const id = c.req.param('id') ?? ''
  if (!/^\d{1,18}$/.test(id)) throw new Problem('not-found', { path: 'mail' })
  return id
}

/** What the page of the developers needs; the API of the product has its own routes later. */
export function devRoutes({ db, intake, config }: AppParts): Hono {
  const routes = new Hono()
  const dropLimit = bodyLimit({
    maxSize: config.POSTAKTE_MAX_MAIL_BYTES,
    onError: () => {
      throw new Problem('mail-too-large', {
        limit: String(Math.round(config.POSTAKTE_MAX_MAIL_BYTES / 1_048_576)),
      })
    },
  })

  routes.get('/counts', async (c) => c.json(await stateCounts(db)))
  routes.get('/mails', async (c) => {
    const state = states.find((one) => one === c.req.query('state')) ?? 'todo'
    return c.json(await listMails(db, state, c.req.query('order') === 'sender' ? 'sender' : 'waiting'))
  })
  routes.get('/quarantine', async (c) => c.json(await quarantined(db)))
  routes.post('/quarantine/:id/retry', async (c) => {
    if (!(await retry(db, idOf(c)))) throw new Problem('not-found', { path: 'quarantine' })
    await intake.settle()
    return c.json({ done: true })
  })
  routes.get('/mails/:id', async (c) => c.json(await mailDetail(db, idOf(c), languageOf(c))))
  routes.post('/mails/:id/again', async (c) => c.json(await runAgain(db, config, idOf(c), languageOf(c))))
  routes.get('/mails/:id/original', async (c) => {
    const bytes = await originalOf(db, idOf(c))
    return new Response(Buffer.from(bytes), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename="mail-${idOf(c)}.eml"`,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
  routes.post('/explain', dropLimit, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const own = ownFromPlain(await readOwn(db, config))
    const explanation = await explainMail(bytes, own, async (clues) => (await lookUp(db, [clues])).of(clues))
    return c.json(explanationJson(explanation, languageOf(c)))
  })
  routes.post('/mails', dropLimit, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.byteLength === 0) throw new Problem('mail-empty')
    const [receipt] = await intake.receive([
      {
        source: 'dev',
        mailboxId: null,
        folder: 'drop',
        uidValidity: null,
        uid: null,
        receivedAt: new Date(),
        bytes,
      },
    ])
    await intake.settle()
    return c.json({ receipt })
  })
  return routes
}
