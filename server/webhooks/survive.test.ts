import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { openPostgres } from '../db/postgres'
import { loadDirectory } from '../demo/load-directory'
import { loadPeople } from '../demo/load-people'
import { writeEvents } from '../events/write'
import { seal } from '../mailboxes/secret'
import { leftOut, postgresBin } from '../testing/components'
import { freePort, startPostgres, type TestPostgres } from '../testing/postgres'
import { type Receiver, startReceiver } from '../testing/receiver'
import { until } from '../testing/until'
import { newSecret } from './sign'

const secretKey = 'w'.repeat(40)
const main = join(import.meta.dirname, '../dist/main.js')

describe.skipIf(leftOut('webhooks of servers that are killed', 'PostgreSQL', postgresBin()))('webhooks of two real servers', () => {
  let cluster: TestPostgres
  let url: string
  let db: Db
  let erp: Receiver
  const servers: ChildProcess[] = []
  const secret = newSecret()
  beforeAll(async () => {
    cluster = await startPostgres()
    url = cluster.database('webhooks')
    db = await openPostgres(url)
    await db.migrate()
    const { users } = await loadPeople(db, await loadDirectory(db, world))
    erp = await startReceiver()
    await db.query(`insert into webhooks (name, url, kinds, user_id, secret, since_event) values ('ERP', $1, '{case}', $2, $3, 0)`, [
      erp.url,
      users.get('ada'),
      seal(secret, secretKey),
    ])
  })
  afterAll(async () => {
    for (const server of servers) server.kill('SIGKILL')
    await erp.stop()
    await db.close()
    cluster.stop()
  })

  async function startServer(): Promise<ChildProcess> {
    const settings = { DATABASE_URL: url, POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_WEBHOOK_HOSTS: '127.0.0.1', POSTAKTE_DEV_PAGE: 'no' }
    const env = { PATH: process.env.PATH, ...settings, POSTAKTE_PORT: String(await freePort()) }
    const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    servers.push(server)
    await new Promise<void>((resolve, reject) => {
      server.stdout!.once('data', () => resolve())
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
    return server
  }

  it('reach the receiver, each at least once and with one id, whatever is killed in between', async () => {
    const expected = new Set<string>()
    let running = [await startServer(), await startServer()]
    for (let round = 0; round < 4; round++) {
      for (let times = 0; times < 5; times++) {
        const ids = Array.from({ length: 10 }, (_, at) => `${round}-${times}-${at}`)
        for (const id of ids) expected.add(id)
        await db.transaction((tx) =>
          writeEvents(
            tx,
            ids.map((id) => ({ kind: 'case', audiences: [0], data: { id } })),
            null,
          ),
        )
      }
      const enough = erp.received.length + 15
      await until(() => erp.received.length >= enough)
      const [victim, other] = running as [ChildProcess, ChildProcess]
      victim.kill('SIGKILL')
      running = [other, await startServer()]
    }
    // As if the time of the dead servers' claims were over.
    await until(async () => {
      await db.query(`update webhook_deliveries set next_at = least(next_at, now() + interval '1 second') where state = 'waiting'`)
      const told = new Set(erp.received.map(({ body }) => JSON.parse(body).data.id))
      return told.size === expected.size
    })
    expect(new Set(erp.received.map(({ body }) => JSON.parse(body).data.id))).toEqual(expected)
    const idOf = new Map(erp.received.map(({ body, headers }) => [JSON.parse(body).data.id, headers['webhook-id']]))
    expect(new Set(erp.ids())).toEqual(new Set(idOf.values()))
    expect(idOf.size).toBe(expected.size)
    for (const { body, headers } of erp.received) new Webhook(secret).verify(body, headers as Record<string, string>)
  }, 180_000)

  it('are given back by a server that is told to stop', async () => {
    for (const server of servers) {
      if (server.exitCode !== null || server.signalCode !== null) continue
      const ended = new Promise<number | null>((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      expect(await ended).toBe(0)
    }
    const waiting = await db.query(`select 1 from webhook_deliveries where state = 'waiting' and next_at > now() + interval '2 seconds'`)
    expect(waiting).toEqual([])
  }, 60_000)
})
