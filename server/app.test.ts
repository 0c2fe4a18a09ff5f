import { world } from '@postakte/shared/world/world'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app } from './app'
import { readConfig } from './config'
import type { Db } from './db/db'
import { openEmbedded } from './db/embedded'
import { loadDirectory } from './demo/load-directory'
import { firstLogin } from './http/login'
import { type Intake, startProcessing } from './intake/intake'
import { mailBytes } from './testing/mail'

describe('the routes', () => {
  let db: Db
  let intake: Intake
  let routes: ReturnType<typeof app>
  let token = ''

  beforeAll(async () => {
    const config = {
      ...readConfig({ POSTAKTE_SECRET_KEY: 's'.repeat(32), POSTAKTE_DATA: '/nonexistent' }),
      POSTAKTE_MAX_MAIL_BYTES: 100_000,
    }
    db = await openEmbedded(null)
    await db.migrate()
    await loadDirectory(db, world)
    intake = await startProcessing({ db, config, log: pino({ level: 'silent' }) })
    routes = app({ db, intake, config })
    await firstLogin(db, 'sesam')
    token = ((await (await send('POST', '/login', JSON.stringify({ password: 'sesam' }), {})).json()) as { token: string }).token
  })
  afterAll(async () => {
    await intake.stop()
    await db.close()
  })

  const send = (
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = { Authorization: `Bearer ${token}` },
  ) => routes.request(path, { method, headers, ...(body === undefined ? {} : { body }) })
  const problem = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]

  it('tell the health without a sign-in and without a name', async () => {
    expect(await (await send('GET', '/health', undefined, {})).json()).toMatchObject({ ok: true, waiting: 0, quarantined: 0 })
  })
  it.each([
    ['GET', '/dev/api/counts'],
    ['GET', '/dev/api/mails'],
    ['GET', '/dev/api/mails/1'],
    ['GET', '/dev/api/mails/1/original'],
    ['POST', '/dev/api/mails'],
    ['POST', '/dev/api/explain'],
    ['POST', '/dev/api/mails/1/again'],
    ['POST', '/dev/api/quarantine/1/retry'],
  ])('%s %s needs a sign-in', async (method, path) => {
    expect(await problem(await send(method, path, undefined, {}))).toEqual([401, 'login-needed'])
    expect(await problem(await send(method, path, undefined, { Authorization: 'Bearer falsch' }))).toEqual([401, 'login-needed'])
  })
  it('refuse what is not there, in the language asked for', async () => {
    expect(await problem(await send('GET', '/dev/api/mails/999'))).toEqual([404, 'not-found'])
    expect(await problem(await send('GET', '/dev/api/mails/1%27%20or%201'))).toEqual([404, 'not-found'])
    const english = await routes.request('/nirgends', { headers: { 'Accept-Language': 'en' } })
    expect(((await english.json()) as { title: string }).title).toBe('There is no /nirgends.')
  })
  it('refuse an empty mail and one over the limit', async () => {
    expect(await problem(await send('POST', '/dev/api/mails', ''))).toEqual([400, 'mail-empty'])
    expect(await problem(await send('POST', '/dev/api/explain', 'x'.repeat(200_000)))).toEqual([413, 'mail-too-large'])
  })
  it('take a mail in, say why, and give its original back as it was', async () => {
    const bytes = mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: 'AW: [VG=4711-x7k]', messageId: 'route@x' })
    expect(await (await send('POST', '/dev/api/mails', new Uint8Array(bytes))).json()).toEqual({ receipt: 'stored' })
    const [line] = (await (await send('GET', '/dev/api/mails?state=filed')).json()) as { id: string }[]
    const detail = (await (await send('GET', `/dev/api/mails/${line!.id}`)).json()) as { filed: { name: string; because: string }[] }
    expect(detail.filed.map(({ name }) => name)).toEqual(['Anna Huber [KD=10024]', 'Abo-Umstellung [VG=4711-x7k]'])
    const original = await send('GET', `/dev/api/mails/${line!.id}/original`)
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
    expect(original.headers.get('Content-Disposition')).toContain('attachment')
    expect(original.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  })
  it('slow down whoever guesses passwords', async () => {
    for (let guess = 0; guess < 10; guess++)
      expect((await send('POST', '/login', JSON.stringify({ password: `falsch${guess}` }), {})).status).toBe(401)
    expect(await problem(await send('POST', '/login', JSON.stringify({ password: 'sesam' }), {}))).toEqual([429, 'login-slow-down'])
  })
})
