import { Problem } from '@postakte/shared/model/problem'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppParts } from '../app'
import { languageOf } from '../http/language'
import { within } from '../http/within'
import type { Arrival } from '../intake/arrival'
import { quarantined, retry } from '../intake/quarantine'
import { mailDetail } from './mail-detail'
import { listMails, listStates, stateCounts } from './mail-list'
import { originalOfHeld, originalOfMail } from './originals'
import { preview } from './preview'

/** Until what was just taken in shows its place; with a long queue before it, it comes later. */
const patience = 5_000

/** What the page of the developers needs; the API of the product has its own routes later. */
export function devRoutes({ db, intake, config }: AppParts): Hono {
  const routes = new Hono()
  const upToLimit = mailLimit(config.POSTAKTE_MAX_MAIL_BYTES)

  routes.get('/counts', async (c) => c.json(await stateCounts(db)))
  routes.get('/mails', async (c) => {
    const state = listStates.find((one) => one === c.req.query('state')) ?? 'todo'
    return c.json(await listMails(db, state, c.req.query('order') === 'sender' ? 'sender' : 'waiting'))
  })
  routes.get('/mails/:id', async (c) => c.json(await mailDetail(db, idOf(c), languageOf(c))))
  routes.get('/mails/:id/original', async (c) => download(await originalOfMail(db, idOf(c)), idOf(c)))
  routes.post('/mails/:id/again', async (c) => c.json(await preview(db, intake, await originalOfMail(db, idOf(c)), languageOf(c))))
  routes.get('/quarantine', async (c) => c.json(await quarantined(db)))
  routes.get('/quarantine/:id/original', async (c) => download(await originalOfHeld(db, idOf(c)), idOf(c)))
  routes.post('/quarantine/:id/retry', async (c) => {
    if (!(await retry(db, idOf(c)))) throw new Problem('mail-unknown', { id: idOf(c) })
    await within(patience, intake.settle())
    return c.json({ done: true })
  })
  routes.post('/explain', upToLimit, async (c) => c.json(await preview(db, intake, await bodyOf(c), languageOf(c))))
  routes.post('/mails', upToLimit, async (c) => {
    const bytes = await bodyOf(c)
    if (bytes.byteLength === 0) throw new Problem('mail-empty')
    const [receipt] = await intake.receive([dropped(bytes)])
    await within(patience, intake.settle())
    return c.json({ receipt })
  })
  return routes
}

function mailLimit(maxSize: number): MiddlewareHandler {
  const tooLarge = () => {
    throw new Problem('mail-too-large', { limit: String(Math.round(maxSize / 1_048_576)) })
  }
  return bodyLimit({ maxSize, onError: tooLarge })
}

const bodyOf = async (c: Context) => new Uint8Array(await c.req.arrayBuffer())

function idOf(c: Context): string {
  const id = c.req.param('id') ?? ''
  if (!/^\d{1,18}$/.test(id)) throw new Problem('mail-unknown', { id: id.slice(0, 50) })
  return id
}

const dropped = (bytes: Uint8Array): Arrival => ({
  source: 'dev',
  mailboxId: null,
  folder: 'drop',
  uidValidity: null,
  uid: null,
  receivedAt: new Date(),
  bytes,
})

/** Bytes of strangers: saved, never shown by the browser. */
const download = (bytes: Uint8Array, id: string) =>
  new Response(Buffer.from(bytes), {
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': `attachment; filename="mail-${id}.eml"` },
  })
