import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlainServer, type Server } from 'node:http'
import { createServer as createEncryptedServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { listen } from '../http/listen'
import { writeJournal } from '../journal/journal'
import { addMailbox, type NewMailbox } from '../mailboxes/mailboxes'
import { startApi, type TestApi } from '../testing/api'
import { certificate } from '../testing/certificate'
import { dovecotPath, leftOut, postgresBin } from '../testing/components'
import { databases, openEither, openMigrated } from '../testing/databases'
import { startDovecot, type TestDovecot } from '../testing/dovecot'
import { asIntruder } from '../testing/journal-world'
import { mailBytes } from '../testing/mail'
import { oidcClient, startOpenIdProvider } from '../testing/openid-provider'
import { startPostgres } from '../testing/postgres'
import { checkAddress } from './address'
import { checkDatabase } from './database'
import { examine } from './examine'
import type { Finding } from './finding'
import { checkMailboxes } from './mailboxes'
import { checkPeople } from './people'
import { checkSender } from './sender'
import { checkWork } from './work'

const secretKey = 's'.repeat(32)
const configOf = (settings: Readonly<Record<string, string>> = {}) =>
  readConfig({ POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_DATA: tmpdir(), ...settings })
/** 'good database-version', in their order. */
const told = (findings: readonly Finding[]) => findings.map(({ state, name, problem }) => `${state} ${problem?.code ?? name}`)
const factsOf = (findings: readonly Finding[], name: string) => findings.find((one) => one.name === name)?.facts

describe.each(databases)('what the doctor sees on $name', ({ name, open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('world'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })
  let uid = 0n
  const arrive = async (count: number, proven: 'pass' | 'none', headers: readonly string[] = []) => {
    const place = { source: 'imap' as const, mailboxId: null, folder: 'INBOX', uidValidity: 1n }
    const bytes = (number: bigint) =>
      mailBytes({
        from: 'Anna Huber <anna@huber-verlag.example>',
        subject: 'Lieferung',
        messageId: `${number}@huber-verlag.example`,
        proven,
        headers,
      })
    const arrivals = Array.from({ length: count }, () => ({ ...place, uid: ++uid, receivedAt: new Date(), bytes: bytes(uid) }))
    await api.intake.receive(arrivals)
    await api.intake.settle()
  }

  it('a database that can be used', async () => {
    const findings = await checkDatabase({ db: api.db, config: api.config })
    // The PostgreSQL of these tests keeps nothing through a power cut, so that it is quick.
    const engine = name === 'embedded' ? ['hint database-embedded'] : ['good database-version', 'bad database-careless']
    expect(told(findings)).toEqual([...engine, 'good schema-same'])
  })
  it('tables of another version', async () => {
    const schema = async () => told(await checkDatabase({ db: api.db, config: api.config })).at(-1)
    await api.db.query(`update drizzle.__drizzle_migrations set created_at = created_at + 1`)
    expect(await schema()).toBe('bad schema-newer')
    await api.db.query(`update drizzle.__drizzle_migrations set created_at = created_at - 2`)
    expect(await schema()).toBe('hint schema-older')
    await api.db.query(`update drizzle.__drizzle_migrations set created_at = created_at + 1`)
    expect(await schema()).toBe('good schema-same')
  })
  it('whether the server that checks senders is the one that was named', async () => {
    const sender = (ids = '') =>
      checkSender({
        db: api.db,
        config: configOf({
          POSTAKTE_OWN_DOMAINS: 'sonnberg.example',
          POSTAKTE_AUTHSERV_IDS: ids,
          POSTAKTE_FORWARDING: 'crm@sonnberg.example',
        }),
      })
    await api.db.query(`delete from settings where key = 'own'`)
    expect(told(await sender())).toEqual(['good own', 'hint authserv-none'])
    expect(told(await sender('mx.sonnberg.example'))).toEqual(['good own', 'hint authserv-no-mail'])
    await arrive(6, 'pass')
    expect(factsOf(await sender(), 'authserv-none-though')).toEqual({ mails: '6', ids: '', seen: 'mx.sonnberg.example (6)' })
    expect(factsOf(await sender('mx.sonnberg.example'), 'authserv')).toMatchObject({ mails: '6', checked: '6' })
    expect(factsOf(await sender('mail.sonnberg.example'), 'authserv-other')).toMatchObject({ seen: 'mx.sonnberg.example (6)' })
    await arrive(8, 'none', ['Authentication-Results: <b>mx</b>; dmarc=pass', 'X-Filler: yes'])
    expect(factsOf(await sender('mx.sonnberg.example'), 'authserv-some')).toMatchObject({ mails: '14', checked: '6' })
    expect(factsOf(await sender(), 'authserv-none-though')).toMatchObject({ seen: 'mx.sonnberg.example (6)' })
  })
  it('that nobody of ours is named', async () => {
    expect(told(await checkSender({ db: api.db, config: configOf() })).slice(0, 2)).toEqual(['bad own-none', 'hint forwarding-none'])
  })
  it('who may sign in', async () => {
    const people = (settings = {}) => checkPeople({ db: api.db, config: configOf(settings) })
    expect(told(await people())).toEqual(['good people'])
    const hashes = await api.db.query<{ id: number; hash: string }>(
      `select id, password_hash as hash from users where password_hash is not null`,
    )
    await api.db.query(`update users set password_hash = null`)
    expect(told(await people())).toEqual(['bad people-none'])
    const provider = await startOpenIdProvider('https://postakte.example/sign-in/company')
    const service = {
      POSTAKTE_URL: 'https://postakte.example',
      POSTAKTE_OIDC_ISSUER: provider.issuer,
      POSTAKTE_OIDC_CLIENT_ID: oidcClient.id,
      POSTAKTE_OIDC_CLIENT_SECRET: oidcClient.secret,
    }
    expect(told(await people(service))).toEqual(['good people', 'good service'])
    await provider.stop()
    expect(told(await people(service))).toEqual(['good people', 'bad service-silent'])
    for (const { id, hash } of hashes) await api.db.query(`update users set password_hash = $2 where id = $1`, [id, hash])
  })
  it('mails that wait, rows without a seal, and what lies in quarantine', async () => {
    const work = () => checkWork({ db: api.db, config: { ...api.config, embedded: false } })
    expect(told(await work())).toEqual(['good work'])
    await api.db.query(
      `update sightings set state = 'received', mail_id = null, received_at = now() - interval '20 minutes' where id = (select min(id) from sightings)`,
    )
    await api.db.query(`update sightings set state = 'quarantined', mail_id = null where id = (select max(id) from sightings)`)
    expect(told(await work())).toEqual(['bad mails-wait', 'hint quarantine'])
    expect(factsOf(await work(), 'mails-wait')).toEqual({ count: '1', minutes: '20' })
    await api.db.transaction((tx) => writeJournal(tx, [{ userId: null, via: 'job', action: 'test' }]))
    await api.db.transaction((tx) => asIntruder(tx, [`update journal set at = at - interval '6 minutes' where seal_id is null`]))
    expect(told(await work())).toContain('bad journal-unsealed')
  })
})

describe('an address as users reach it', () => {
  const running: Server[] = []
  afterAll(() => {
    for (const one of running) one.close()
  })
  const started = async (server: Server): Promise<number> => {
    running.push(server)
    return Number(new URL(await listen(server, '127.0.0.1', 0)).port)
  }
  const address = async (url: string, settings = {}) => checkAddress({ config: configOf({ POSTAKTE_URL: url, ...settings }) })

  it('that answers without encryption, and through a proxy that nobody named', async () => {
    const api = await startApi(await openEither())
    const port = await started(createPlainServer(getRequestListener(api.routes.fetch)))
    expect(told(await address(`http://127.0.0.1:${port}`))).toEqual(['bad address-plain', 'good address', 'hint proxy-unknown'])
    expect(told(await checkAddress({ config: configOf({ POSTAKTE_PORT: String(port) }) }))).toEqual(['hint address-none', 'good address'])
    await api.db.query(
      `insert into mailboxes (name, host, port, security, login, auth, folder, afterwards, interval_seconds, secret, problem)
       values ('crm', 'mail.sonnberg.example', 993, 'tls', 'crm', 'password', 'INBOX', 'read', 60, 'x', '{"code":"mailbox-login","facts":{}}')`,
    )
    const ill = await address(`http://127.0.0.1:${port}`, { POSTAKTE_TRUSTED_PROXIES: '127.0.0.1' })
    expect(told(ill)).toEqual(['bad address-plain', 'bad address-ill'])
    await api.close()
  })
  it('behind which something else answers, or nobody, or which nobody knows', async () => {
    const other = await started(createPlainServer((_, response) => response.end('<h1>It works!</h1>')))
    const named = { POSTAKTE_TRUSTED_PROXIES: '127.0.0.1' }
    expect(told(await address(`http://127.0.0.1:${other}`, named)).at(-1)).toBe('bad address-other')
    running.pop()!.close()
    expect(told(await address(`http://127.0.0.1:${other}`, named)).at(-1)).toBe('bad address-silent')
    expect(told(await address('https://postakte.invalid', named))).toEqual(['bad address-unknown'])
  })
  it('with a certificate that nobody trusts', async () => {
    const port = await started(createEncryptedServer(certificate('IP:127.0.0.1'), (_, response) => response.end()))
    expect(told(await address(`https://127.0.0.1:${port}`, { POSTAKTE_TRUSTED_PROXIES: '127.0.0.1' }))).toEqual([
      'hint address-here',
      'bad address-certificate',
    ])
  })
})

describe('a database that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-doctor-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const all = async (settings: Readonly<Record<string, string>>) => {
    const areas: string[] = []
    const url = { POSTAKTE_URL: 'https://postakte.invalid', POSTAKTE_TRUSTED_PROXIES: '127.0.0.1' }
    await examine(configOf({ ...url, ...settings }), (area, findings) => areas.push(...told(findings).map((one) => `${area}: ${one}`)))
    return areas
  }

  it('is said, and the address is looked at all the same', async () => {
    expect(await all({ POSTAKTE_DATA: folder })).toEqual(['database: bad database-no-folder', 'address: bad address-unknown'])
    const nowhere = { DATABASE_URL: 'postgres://postakte:x@127.0.0.1:1/postakte' }
    expect(await all(nowhere)).toEqual(['database: bad database-unreachable', 'address: bad address-unknown'])
  })
  it('or has no tables yet, and gets none', async () => {
    await (await openEmbedded(folder)).close()
    const findings = ['database: hint database-embedded', 'database: hint schema-none', 'address: bad address-unknown']
    expect([await all({ POSTAKTE_DATA: folder }), await all({ POSTAKTE_DATA: folder })]).toEqual([findings, findings])
    // As another server that runs leaves it.
    writeFileSync(join(folder, 'server.pid'), '1')
    expect(await all({ POSTAKTE_DATA: folder })).toEqual(['database: hint database-in-use', 'address: bad address-unknown'])
  })
})

describe.skipIf(leftOut('mailboxes that the doctor tries', 'Dovecot', dovecotPath()))('mailboxes that the doctor tries', () => {
  let dovecot: TestDovecot
  let db: Db
  beforeAll(async () => {
    dovecot = await startDovecot()
    db = await openMigrated()
  })
  afterAll(async () => {
    await dovecot?.stop()
    await db?.close()
  })
  const mailbox = (name: string, change: Partial<NewMailbox> = {}): NewMailbox => ({
    name,
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none',
    login: 'crm',
    auth: 'password',
    secret: 'geheim',
    folder: 'INBOX',
    afterwards: 'leave',
    moveTo: null,
    intervalSeconds: 60,
    ...change,
  })

  it('each on its own', async () => {
    const check = (settings = {}) => checkMailboxes({ db, config: configOf(settings) })
    expect(told(await check())).toEqual(['hint mailbox-none'])
    expect(told(await check({ POSTAKTE_WATCH_FOLDER: tmpdir() }))).toEqual(['good watch-folder'])
    expect(told(await check({ POSTAKTE_WATCH_FOLDER: '/gibt/es/nicht' }))).toEqual(['bad watch-folder-shut'])
    await addMailbox(db, mailbox('crm'), secretKey)
    await addMailbox(db, mailbox('info', { secret: 'falsch' }), secretKey)
    await addMailbox(db, mailbox('vertrieb', { folder: 'Gibtsnicht' }), secretKey)
    expect(told(await check())).toEqual(['good mailbox', 'bad mailbox-login', 'bad mailbox-folder'])
    expect(told(await checkMailboxes({ db, config: { ...configOf(), secretKey: 'n'.repeat(32) } }))).toEqual(['bad mailbox-secret-sealed'])
  })
})

describe.skipIf(leftOut('the doctor of a whole installation', 'PostgreSQL', postgresBin()))('the doctor of a whole installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-doctor-'))
  let server: ChildProcess | undefined
  afterAll(() => {
    server?.kill()
    rmSync(folder, { recursive: true })
  })

  it('says in German and English, and as JSON, what an admin has to do', { timeout: 120_000 }, async () => {
    const postgres = await startPostgres()
    const url = postgres.database('doctor')
    const settings = {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      POSTAKTE_SECRET_KEY: secretKey,
      POSTAKTE_OWN_DOMAINS: 'sonnberg.example',
    }
    const postakte = async (args: readonly string[], more: Readonly<Record<string, string>>) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, '../dist/cli.js'), ...args], { env: { ...settings, ...more } })
      let [out, err] = ['', '']
      child.stdout.on('data', (chunk) => (out += chunk))
      child.stderr.on('data', (chunk) => (err += chunk))
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
      return { code, out, err }
    }
    const before = await postakte(['doctor'], { POSTAKTE_LANGUAGE: 'de' })
    expect(before.out).toContain('Es gibt noch keine Tabellen: Der Server legt sie beim ersten Start an.')
    expect([before.code, before.err]).toEqual([1, 'Was nicht geht: 1. Was zu tun ist, steht dabei.\n'])

    const { key, cert } = certificate('DNS:localhost', 'IP:127.0.0.1')
    const authority = join(folder, 'ca.pem')
    writeFileSync(authority, cert)
    const api = await startApi(await openEither(), { POSTAKTE_URL: 'https://localhost' })
    const proxy = createEncryptedServer({ key, cert }, getRequestListener(api.routes.fetch))
    const { port } = new URL(await listen(proxy, '127.0.0.1', 0))
    const user = await postakte(['user', 'add', 'ada', '--name', 'Ada Albrecht', '--role', 'admin'], { POSTAKTE_LANGUAGE: 'en' })
    expect(user.code).toBe(0)
    const here = { POSTAKTE_URL: `https://localhost:${port}`, POSTAKTE_TRUSTED_PROXIES: '127.0.0.1', NODE_EXTRA_CA_CERTS: authority }
    const english = await postakte(['doctor'], { ...here, POSTAKTE_LANGUAGE: 'en' })
    expect(english.out).toContain('Database\n  ✓ PostgreSQL 1')
    expect(english.out).toMatch(/Address\n {2}! https:\/\/localhost:\d+ is reached by this machine only/)
    expect(english.out).toMatch(/ {2}✓ https:\/\/localhost:\d+ answers\.\n {2}! The certificate is valid for 1 more days only/)
    expect(english.out).toContain('  ✓ Both add-ins are there:')
    expect([english.code, english.err]).toEqual([0, expect.stringMatching(/^Everything works; hints: \d\.\n$/)])
    const lines = (await postakte(['doctor', '--json'], { ...here, POSTAKTE_LANGUAGE: 'de' })).out
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one))
    expect(lines).toContainEqual({
      area: 'mailboxes',
      state: 'hint',
      name: 'mailbox-none',
      text: 'Noch kein Postfach: „postakte mailbox add --help“ zeigt, wie eines angelegt wird.',
    })
    proxy.close()
    await api.close()
    postgres.stop()
  })
})
