import { world } from '@postakte/shared/world/world'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app } from './app'
import { type Config, readConfig } from './config'
import type { Db } from './db/db'
import { loadDirectory } from './demo/load-directory'
import { loadPeople } from './demo/load-people'
import { Live } from './events/live'
import { type Intake, startProcessing } from './intake/intake'
import { hashPassword } from './sign-in/passwords'
import { openMigrated } from './testing/databases'
import { mailBytes } from './testing/mail'

describe('the routes', () => {
  let db: Db
  let intake: Intake
  let routes: ReturnType<typeof app>
  let config: Config
  let live: Live
  let token = ''

  beforeAll(async () => {
    config = {
      ...readConfig({ POSTAKTE_SECRET_KEY: 's'.repeat(32), POSTAKTE_DATA: '/nonexistent' }),
      POSTAKTE_MAX_MAIL_BYTES: 100_000,
    }
    db = await openMigrated()
    await loadPeople(db, await loadDirectory(db, world))
    intake = await startProcessing({ db, config, log: pino({ level: 'silent' }) })
    live = new Live({ db, log: pino({ level: 'silent' }) })
    routes = app({ db, intake, config, live })
    await db.query('update users set password_hash = $1', [await hashPassword('drei Birnen im Regen')])
    token = await signedIn('ada')
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
  const signedIn = async (login: string): Promise<string> => {
    const body = JSON.stringify({ login, password: 'drei Birnen im Regen', program: 'desk', name: 'Test' })
    return ((await (await send('POST', '/api/sessions', body, {})).json()) as { accessToken: string }).accessToken
  }
  const problem = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]

  it('tell the health without a sign-in and without a name', async () => {
    expect(await (await send('GET', '/health', undefined, {})).json()).toMatchObject({
      ok: true,
      database: 'ok',
      mailboxes: 0,
      waiting: 0,
      quarantined: 0,
      privateLeft: 0,
    })
  })
  it('tell the monitor that the database is away', async () => {
    const away = { ...db, query: () => Promise.reject(new Error('connection refused')) }
    const answer = await app({ db: away, intake, config, live }).request('/health')
    expect([answer.status, await answer.json()]).toMatchObject([503, { ok: false, database: 'unreachable' }])
  })
  it('have no page of the developers on a production server, but the one where a program is signed in', async () => {
    const production = app({ db, intake, live, config: { ...config, devPage: false } })
    expect((await production.request('/sign-in/device')).status).toBe(200)
    for (const path of ['/', '/dev/mails', '/dev/api/mails', '/login']) expect((await production.request(path)).status).toBe(404)
    expect((await production.request('/health')).status).toBe(200)
  })
  it.each([
    ['GET', '/dev/api/counts'],
    ['GET', '/dev/api/mails'],
    ['GET', '/dev/api/mails/1'],
    ['GET', '/dev/api/mails/1/original'],
    ['POST', '/dev/api/mails'],
    ['POST', '/dev/api/explain'],
    ['POST', '/dev/api/mails/1/again'],
    ['GET', '/dev/api/quarantine'],
    ['GET', '/dev/api/quarantine/1/original'],
    ['POST', '/dev/api/quarantine/1/retry'],
  ])('%s %s needs a sign-in', async (method, path) => {
    expect(await problem(await send(method, path, undefined, {}))).toEqual([401, 'login-needed'])
    expect(await problem(await send(method, path, undefined, { Authorization: 'Bearer falsch' }))).toEqual([401, 'login-needed'])
    expect(await problem(await send(method, path, undefined, { 'X-Forwarded-User': 'ada', Cookie: `token=${token}` }))).toEqual([
      401,
      'login-needed',
    ])
  })
  it('refuse what is not there, in the language asked for', async () => {
    expect(await problem(await send('GET', '/dev/api/mails/999'))).toEqual([404, 'mail-unknown'])
    expect(await problem(await send('GET', '/dev/api/mails/1%27%20or%201'))).toEqual([404, 'mail-unknown'])
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
    expect(original.headers.get('Cache-Control')).toBe('no-store')
  })
  it('explain a mail and write nothing', async () => {
    const before = await (await send('GET', '/dev/api/counts')).json()
    const bytes = mailBytes({ from: 'Karin Lang <karin.lang.hb@gmx.de>', subject: 'Nur erklären', messageId: 'erklaert@x' })
    const explained = await (await send('POST', '/dev/api/explain', new Uint8Array(bytes))).json()
    expect(explained).toMatchObject({ kind: 'file', subject: 'Nur erklären', filed: [{ name: 'Karin Lang (vormals Kurz) [KD=10090]' }] })
    expect(await (await send('GET', '/dev/api/counts')).json()).toEqual(before)
  })
  it('give the original of a mail in quarantine, and take the mail up again', async () => {
    const bytes = mailBytes({ from: 'Anna Huber <anna@huber-verlag.example>', subject: 'Liegt fest', messageId: 'fest@x' })
    await send('POST', '/dev/api/mails', new Uint8Array(bytes))
    await db.query(`update sightings set state = 'quarantined', mail_id = null, problem = '{"code":"unreadable","reason":"zu langsam"}'
      where mail_id = (select id from mails where message_id = 'fest@x')`)
    const [held] = (await (await send('GET', '/dev/api/quarantine')).json()) as { id: string; problem: { reason: string } }[]
    expect(held!.problem.reason).toBe('zu langsam')
    const original = await send('GET', `/dev/api/quarantine/${held!.id}/original`)
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
    expect((await send('POST', `/dev/api/quarantine/${held!.id}/retry`)).status).toBe(200)
    expect(await (await send('GET', '/dev/api/quarantine')).json()).toEqual([])
    expect(await problem(await send('GET', `/dev/api/quarantine/${held!.id}/original`))).toEqual([404, 'mail-unknown'])
  })
  it('open the developers’ page to nobody without the permission', async () => {
    const headers = { Authorization: `Bearer ${await signedIn('nora')}` }
    expect(await problem(await send('GET', '/dev/api/mails', undefined, headers))).toEqual([403, 'not-allowed'])
  })
})
