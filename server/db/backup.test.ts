import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { makeClient } from '@postakte/shared/api/client'
import { filingRoutes } from '@postakte/shared/api/filings'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { teamRoutes } from '@postakte/shared/api/teams'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { app } from '../app'
import { invariants } from '../check/invariants'
import { readOtherwise } from '../check/read-again'
import { Live } from '../events/live'
import { startProcessing } from '../intake/intake'
import { journalHead } from '../journal/head'
import { sealBatch } from '../journal/seal'
import { verifyJournal } from '../journal/verify'
import { startApi } from '../testing/api'
import { leftOut, postgresBin } from '../testing/components'
import { testConfig } from '../testing/load-world'
import { mailBytes } from '../testing/mail'
import { startPostgres, type TestPostgres } from '../testing/postgres'
import { sharedPool } from '../testing/shared-pool'
import { worldArrivals } from '../testing/world-mails'
import { checkApiRole } from './api-role'
import type { Db } from './db'
import { openDb } from './open'
import { openPostgres } from './postgres'

const log = pino({ level: 'silent' })
const config = testConfig()

/** The way of docs/operate.md, from one PostgreSQL into another one that has never seen us. */
describe.skipIf(leftOut('a backup', 'PostgreSQL', postgresBin()))('a backup', () => {
  let before: TestPostgres
  let after: TestPostgres
  let dump = ''
  let head = ''
  let nora = ''
  beforeAll(async () => {
    ;[before, after] = await Promise.all([startPostgres(), startPostgres()])
    dump = join(before.folder, 'postakte.dump')
    const url = before.database('postakte')
    const db = await openPostgres(url)
    await db.migrate()
    const api = await startApi(db)
    await api.mails()
    nora = api.token('nora')
    await api.call('nora', filingRoutes.fileMails, {
      body: { mails: [{ id: api.id('@mail/frage') }], targets: [{ kind: 'case', id: api.id('@case/adressaenderung') }] },
    })
    await sealBatch(db)
    head = (await journalHead(db))!.hash
    run('pg_dump', '--format=custom', '--file', dump, url)
    await api.close()
  }, 120_000)
  afterAll(() => {
    before?.stop()
    after?.stop()
  })
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(join(postgresBin()!, program), args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  const sql = (url: string, text: string) => run('psql', '--quiet', '--tuples-only', '--no-align', '--command', text, url).trim()
  const brokenIn = async (db: Db) =>
    (await Promise.all(invariants.map(async ({ name, broken }) => ((await broken(db, 5)).length > 0 ? [name] : [])))).flat()
  const open = (url: string) => openDb({ DATABASE_URL: url, POSTAKTE_DATA: '/nonexistent', NODE_ENV: 'production' })

  it('that was restored without our role starts no server, for nobody would be kept from anything', async () => {
    const url = after.database('without')
    expect(() => run('pg_restore', '--no-owner', '--dbname', url, dump)).toThrow('role "postakte_api" does not exist')
    await expect(open(url)).rejects.toMatchObject({ code: 'database-rights-lost' })
    sql(url, 'create role postakte_api nologin')
    await expect(open(url)).rejects.toMatchObject({ code: 'database-rights-lost' })
  })
  it('of which somebody left the privileges out starts none either, nor one whose user may not work as that role', async () => {
    const url = after.database('bare')
    run('pg_restore', '--no-owner', '--no-privileges', '--dbname', url, dump)
    await expect(open(url)).rejects.toMatchObject({ code: 'database-rights-lost' })
    const whole = after.database('whole')
    run('pg_restore', '--exit-on-error', '--no-owner', '--dbname', whole, dump)
    sql(whole, 'create role stranger login; grant select on pg_class to stranger')
    const stranger = await openPostgres(whole.replace('postgres@', 'stranger@'))
    await expect(checkApiRole(stranger)).rejects.toMatchObject({ code: 'database-no-member', facts: { user: 'stranger' } })
    await stranger.close()
  })
  it('is the whole installation again, and goes on where it ended', { timeout: 300_000 }, async () => {
    const url = after.database('postakte')
    run('pg_restore', '--exit-on-error', '--no-owner', '--dbname', url, dump)
    const db = await open(url)
    expect(await brokenIn(db)).toEqual([])
    const findings: unknown[] = []
    await verifyJournal(db, head, { finding: (kind, facts) => findings.push([kind, facts]), progress: () => {} })
    expect(findings).toEqual([])

    const intake = await startProcessing({ db, config, log, newPool: sharedPool })
    expect(await readOtherwise(db, intake.read, 50)).toEqual([])
    const mails = async () => (await db.query<{ count: number }>('select count(*)::int as count from mails'))[0]!.count
    const known = await mails()
    // What lies in the folder on the mail server still is taken in once more.
    await intake.receive(worldArrivals().map((one) => ({ ...one, uid: (one.uid ?? 0n) + 1_000n })))
    await intake.settle()
    expect(await mails()).toBe(known)
    const late = {
      from: 'Anna Huber <anna@huber-verlag.example>',
      subject: 'Noch etwas [VG=4711-x7k]',
      messageId: 'danach@huber-verlag.example',
    }
    await intake.receive([{ ...worldArrivals()[0]!, uid: 9_999n, bytes: mailBytes(late) }])
    await intake.settle()

    const live = new Live({ db, log })
    await live.start()
    const routes = app({ db, intake, config, live })
    const call = makeClient({
      base: '',
      token: () => nora,
      language: () => 'de',
      fetch: ((...of: [string, RequestInit]) => routes.request(...of)) as never,
    })
    const people = [{ address: 'anna@huber-verlag.example', name: '', role: 'from' as const }]
    const { card } = await call(lookupRoutes.lookUpMail, { body: { messageIds: [late.messageId], people, subject: late.subject } })
    expect(card!.filings.map(({ target }) => target.name)).toContain('Abo-Umstellung')
    // Who may see what came back with it.
    await expect(call(teamRoutes.changeTeam, { params: { teamId: '1' }, body: { version: 1, tagSubjects: true } })).rejects.toMatchObject({
      code: expect.stringMatching(/^not-/),
    })
    await live.stop()
    await intake.stop()
    await db.close()
  })
})
