import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/db'
import { openPostgres } from '../../db/postgres'
import { addMailbox } from '../../mailboxes/mailboxes'
import { dovecotPath, leftOut, postgresBin } from '../../testing/components'
import { startDovecot, type TestDovecot } from '../../testing/dovecot'
import { mailBytes } from '../../testing/mail'
import { freePort, startPostgres, type TestPostgres } from '../../testing/postgres'
import { until } from '../../testing/until'

const secretKey = 'k'.repeat(32)
const missing = leftOut('take-over', 'Dovecot', dovecotPath()) || leftOut('take-over', 'PostgreSQL', postgresBin())

describe.skipIf(missing)('two servers on one database', () => {
  let dovecot: TestDovecot
  let postgres: TestPostgres
  let db: Db
  let url = ''
  const servers: ChildProcess[] = []

  beforeAll(async () => {
    dovecot = await startDovecot()
    postgres = await startPostgres()
    url = postgres.database('takeover')
    db = await openPostgres(url)
    await db.migrate()
    const server = { name: 'crm', host: '127.0.0.1', port: dovecot.port, security: 'none', login: 'crm', auth: 'password' } as const
    const way = { secret: 'geheim', folder: 'INBOX', afterwards: 'move', moveTo: 'Abgelegt', intervalSeconds: 1 } as const
    await addMailbox(db, { ...server, ...way }, secretKey)
  })
  afterAll(async () => {
    for (const server of servers) server.kill('SIGKILL')
    await db?.close()
    await dovecot?.stop()
    postgres?.stop()
  })

  const startServer = async () => {
    const port = await freePort()
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      POSTAKTE_SECRET_KEY: secretKey,
      POSTAKTE_PORT: String(port),
      POSTAKTE_WORKERS: '1',
    }
    const server = spawn(process.execPath, [join(import.meta.dirname, '../../dist/main.js')], { stdio: 'ignore', env })
    servers.push(server)
    await until(async () => (await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.ok === true)
    return server
  }
  const one = async (query: string) => (await db.query<{ value: unknown }>(query))[0]?.value
  const holder = () => one(`select holder as value from mailbox_leases where until > now()`)
  const deliver = async (n: number) => {
    dovecot.deliver(
      'crm',
      mailBytes({ from: 'anna@huber-verlag.example', subject: `Anfrage ${n}`, messageId: `k${n}@huber-verlag.example` }),
    )
    await until(async () => (await one(`select count(*)::int as value from mails`)) === n)
    await until(async () => dovecot.files('crm', 'Abgelegt').length === n)
  }

  it('read a mailbox one at a time; when the one that reads is killed, the other goes on', { timeout: 120_000 }, async () => {
    const first = await startServer()
    await deliver(1)
    const before = await holder()
    await startServer()
    await deliver(2)
    expect(await holder()).toBe(before)
    first.kill('SIGKILL')
    await deliver(3)
    expect([undefined, before]).not.toContain(await holder())
    expect(await one(`select count(*)::int as value from sightings`)).toBe(3)
  })
})
