import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config'
import type { Db } from '../db/db'
import { type Intake, startIntake } from '../intake/intake'
import { dovecotPath, leftOut } from '../testing/components'
import { openEither } from '../testing/databases'
import { startDovecot, type TestDovecot } from '../testing/dovecot'
import { startImapLiar } from '../testing/imap-liar'
import { mailBytes } from '../testing/mail'
import { freePort } from '../testing/postgres'
import { SignInService } from '../testing/sign-in-service'
import { startFaultProxy } from '../testing/tcp-proxy'
import { until as waitUntil } from '../testing/until'
import { addMailbox, changeMailbox, type NewMailbox } from './mailboxes'
import { freshTokens } from './oauth'
import { tryMailbox } from './try-mailbox'

const secretKey = 'k'.repeat(32)
const config = { ...readConfig({ POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_DATA: '/nonexistent' }), POSTAKTE_WORKERS: 1 }
const user = 'crm@spatenhof.example'

let service: SignInService
beforeEach(async () => {
  service = new SignInService(user)
  await service.start()
})
afterEach(() => service.stop())

const consent = (change: object = {}) =>
  JSON.stringify({ tokenUrl: `${service.url}/token`, clientId: 'postakte', refreshToken: 'consent-0', ...change })
const byToken = (change: Partial<NewMailbox>): NewMailbox => {
  const server = { name: 'crm', host: '127.0.0.1', port: 0, security: 'none', login: user, auth: 'oauth2' } as const
  return { ...server, secret: consent(), folder: 'INBOX', afterwards: 'read', moveTo: null, intervalSeconds: 1, ...change }
}
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const problem = await work.then(
    () => null,
    (error: unknown) => error,
  )
  expect(problem).toBeInstanceOf(Problem)
  for (const language of ['de', 'en'] as const) expect(problemText(problem as Problem, language)).not.toMatch(/\{\w+\}|undefined/)
  return problem as Problem
}

describe.skipIf(leftOut('OAuth2', 'Dovecot', dovecotPath()))('a mailbox with OAuth2, on a real Dovecot', () => {
  let dovecot: TestDovecot
  let db: Db
  let stops: (() => Promise<unknown>)[] = []

  const setUp = async (mechanism: 'xoauth2' | 'oauthbearer') => {
    dovecot = await startDovecot({ oauth2: { mechanism, introspection: `${service.url}/introspect` } })
    stops.push(() => dovecot.stop())
    db = await openEither()
    stops.push(() => db.close())
  }
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop()
    stops = []
  })
  const start = async (): Promise<Intake> => {
    const intake = await startIntake({ db, config, log: pino({ level: 'silent' }), everyMillis: 200 })
    stops.push(() => intake.stop())
    return intake
  }
  const one = async (query: string) => (await db.query<{ value: unknown }>(query))[0]?.value
  const seen = () => one(`select count(*)::int as value from sightings`)
  const problem = () => one(`select problem->>'code' as value from mailboxes where active`)
  const until = (isSo: () => Promise<boolean>) => waitUntil(isSo, async () => `the mailbox says ${await problem()}`)
  const deliver = (n: number) =>
    dovecot.deliver(user, mailBytes({ from: 'anna@huber-verlag.example', subject: `${n}`, messageId: `o${n}@huber-verlag.example` }))

  it.each(['xoauth2', 'oauthbearer'] as const)(
    'signs in by %s, and with a fresh token when the one it had has expired',
    async (mechanism) => {
      await setUp(mechanism)
      const line = await startFaultProxy(() => dovecot.port, Math.random)
      stops.push(() => line.stop())
      deliver(1)
      await addMailbox(db, byToken({ port: line.port }), secretKey)
      await start()
      await until(async () => (await seen()) === 1)
      const before = service.asked.length
      service.expireAll()
      line.cutAll()
      deliver(2)
      await until(async () => (await seen()) === 2)
      expect(service.asked.length).toBeGreaterThan(before)
    },
  )

  it('keeps the refresh token that it got in exchange, also over a restart', async () => {
    service.rotates = true
    await setUp('xoauth2')
    deliver(1)
    await addMailbox(db, byToken({ port: dovecot.port }), secretKey)
    const first = await start()
    await until(async () => (await seen()) === 1)
    await first.stop()
    deliver(2)
    await start()
    await until(async () => (await seen()) === 2)
    expect(service.asked.map((form) => form.get('refresh_token'))).toEqual(['consent-0', 'consent-1'])
    expect(String(await one(`select refresh_token as value from mailboxes`))).not.toContain('consent')
  })

  it('says that the consent is gone, and goes on with a new one', async () => {
    await setUp('xoauth2')
    service.revokeConsents('consent-new')
    deliver(1)
    await addMailbox(db, byToken({ port: dovecot.port }), secretKey)
    await start()
    await until(async () => (await problem()) === 'mailbox-oauth-refused')
    await changeMailbox(db, byToken({ port: dovecot.port, secret: consent({ refreshToken: 'consent-new' }) }), secretKey)
    await until(async () => (await seen()) === 1 && (await problem()) === null)
  })

  it('signs in as an application of its own, without a refresh token', async () => {
    await setUp('xoauth2')
    const secret = consent({ refreshToken: undefined, clientSecret: 'client-geheim', scope: 'https://outlook.office365.com/.default' })
    expect(await tryMailbox(byToken({ port: dovecot.port, secret }))).toContain('INBOX')
    expect(Object.fromEntries(service.asked[0]!)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'postakte',
      client_secret: 'client-geheim',
      scope: 'https://outlook.office365.com/.default',
    })
  })

  it('says that the mailbox does not take the token of another one', async () => {
    await setUp('xoauth2')
    expect((await problemOf(tryMailbox(byToken({ port: dovecot.port, login: 'other@spatenhof.example' })))).code).toBe(
      'mailbox-oauth-login',
    )
  })
})

describe('OAuth2', () => {
  it('hands the server user and token as XOAUTH2 says, and a server that knows no OAuth2 nothing', async () => {
    const said: string[] = []
    const liar = await startImapLiar('IMAP4rev1 SASL-IR AUTH=XOAUTH2', { signsIn: (credentials) => said.push(credentials) > 0 })
    await tryMailbox(byToken({ port: liar.port }))
    expect(said).toEqual([`user=${user}\x01auth=Bearer access-1\x01\x01`])
    await liar.stop()
    const old = await startImapLiar('IMAP4rev1 AUTH=PLAIN')
    expect((await problemOf(tryMailbox(byToken({ port: old.port })))).code).toBe('mailbox-no-way-in')
    expect(old.heard()).not.toContain('AUTHENTICATE')
    await old.stop()
  })

  it('asks for tokens only where nobody can listen', async () => {
    const refused = await problemOf(freshTokens(consent({ tokenUrl: 'http://login.example/token' })))
    expect([refused.code, refused.facts.host]).toEqual(['mailbox-oauth-not-encrypted', 'login.example'])
    expect((await problemOf(freshTokens(consent({ tokenUrl: 'ftp://127.0.0.1/token' })))).code).toBe('mailbox-oauth-not-encrypted')
  })

  it('follows no redirection with the secret', async () => {
    service.refuses = { status: 302, body: '' }
    expect((await problemOf(freshTokens(consent()))).code).toBe('mailbox-oauth-unreachable')
    expect(service.asked.length).toBe(1)
  })

  const answers: [string, string, number, string][] = [
    ['a refusal', 'mailbox-oauth-refused', 400, '{"error":"invalid_grant"}'],
    ['a wrong client secret', 'mailbox-oauth-refused', 401, '{"error":"invalid_client"}'],
    ['a refusal without reason', 'mailbox-oauth-refused', 403, 'no'],
    ['a service in trouble', 'mailbox-oauth-unreachable', 503, '<html>'],
    ['too many questions', 'mailbox-oauth-unreachable', 429, '{}'],
    ['an answer without a token', 'mailbox-oauth-unreachable', 200, '{"token_type":"Bearer"}'],
    ['an answer that is no JSON', 'mailbox-oauth-unreachable', 200, 'access_token=x'],
  ]
  it.each(answers)('tells %s from what passes', async (_, code, status, body) => {
    service.refuses = { status, body }
    expect((await problemOf(freshTokens(consent()))).code).toBe(code)
  })
  it('says that nobody listens there', async () => {
    const tokenUrl = `http://127.0.0.1:${await freePort()}/token`
    const { code, facts } = await problemOf(freshTokens(consent({ tokenUrl })))
    expect([code, facts.reason]).toEqual(['mailbox-oauth-unreachable', 'ECONNREFUSED'])
  })
  it.each([['no JSON'], [{ tokenUrl: 'x' }], [{ clientId: '' }], [{ refreshToken: undefined }]])(
    'says what the secret lacks: %j',
    async (change) => {
      const secret = typeof change === 'string' ? change : consent(change)
      expect((await problemOf(freshTokens(secret))).code).toBe('mailbox-oauth-grant')
    },
  )
})
