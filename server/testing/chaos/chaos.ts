import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { world } from '@postakte/shared/world/world'
import { invariants } from '../../check/invariants'
import type { Db } from '../../db/db'
import { openPostgres } from '../../db/postgres'
import { loadDirectory } from '../../demo/load-directory'
import { addMailbox } from '../../mailboxes/mailboxes'
import { startDovecot, type TestDovecot } from '../dovecot'
import { mailBytes } from '../mail'
import { startPostgres, type TestPostgres } from '../postgres'
import { type FaultProxy, startFaultProxy } from '../tcp-proxy'

export interface ChaosPlan {
  readonly seed: number
  readonly seconds: number
  /** A deliberate bug that the invariants must find. */
  readonly bug?: 'move-before-commit' | 'no-identity'
}

export interface ChaosReport {
  readonly delivered: number
  readonly copies: number
  readonly kills: number
  readonly faultPoints: number
  readonly databaseCrashes: number
  readonly cuts: number
  readonly uidValidityChanges: number
  readonly lost: readonly string[]
  readonly double: readonly string[]
  /** Sightings that never got filed. */
  readonly stuck: number
  /** Originals (hex) that somebody had seen committed before the database crashed, and nobody after. */
  readonly forgotten: readonly string[]
  /** What must hold at any moment and does not: names of invariants. An original whose bytes changed is one. */
  readonly broken: readonly string[]
}

const secretKey = 'c'.repeat(40)
const main = join(import.meta.dirname, '../../dist/main.js')
const points = ['before-carry-out', 'before-commit', 'after-receive', 'after-afterwards']

/** Small seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Real Dovecot, real PostgreSQL, two real servers; everything that may die dies. At the end: each mail once, none lost. */
export async function chaos(plan: ChaosPlan): Promise<ChaosReport> {
  const stage = await setStage(plan)
  try {
    await disturb(stage, plan)
    await settle(stage)
    return await verdict(stage)
  } finally {
    await stage.stop()
  }
}

interface Stage {
  readonly random: () => number
  readonly dovecot: TestDovecot
  readonly postgres: TestPostgres
  readonly url: string
  readonly db: Db
  readonly proxy: FaultProxy
  readonly servers: (ChildProcess | null)[]
  readonly delivered: Set<string>
  readonly forgotten: string[]
  readonly counts: { copies: number; kills: number; faultPoints: number; databaseCrashes: number; uidValidityChanges: number }
  readonly bug: string
  stop(): Promise<void>
}

async function setStage(plan: ChaosPlan): Promise<Stage> {
  const random = seeded(plan.seed)
  const [dovecot, postgres] = [await startDovecot(), await startPostgres()]
  const url = postgres.database('chaos')
  const proxy = await startFaultProxy(() => dovecot.port, random)
  const db = await openPostgres(url)
  await db.migrate()
  await loadDirectory(db, world)
  for (const login of ['crm', 'service']) {
    const afterwards = login === 'crm' ? { afterwards: 'move' as const, moveTo: 'Abgelegt' } : { afterwards: 'read' as const, moveTo: null }
    await addMailbox(
      db,
      {
        name: login,
        host: '127.0.0.1',
        port: proxy.port,
        security: 'none',
        login,
        auth: 'password',
        secret: 'geheim',
        folder: 'INBOX',
        intervalSeconds: 1,
        ...afterwards,
      },
      secretKey,
    )
  }
  const stage: Stage = {
    random,
    dovecot,
    postgres,
    url,
    db,
    proxy,
    servers: [null, null],
    delivered: new Set(),
    forgotten: [],
    bug: plan.bug ?? '',
    counts: { copies: 0, kills: 0, faultPoints: 0, databaseCrashes: 0, uidValidityChanges: 0 },
    stop: async () => {
      for (const server of stage.servers) server?.kill('SIGKILL')
      await db.close().catch(() => {})
      await proxy.stop()
      await dovecot.stop()
      postgres.stop()
    },
  }
  return stage
}

function startServer(stage: Stage, at: number, fault: string): void {
  const server = spawn(process.execPath, [main], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: stage.url,
      POSTAKTE_SECRET_KEY: secretKey,
      POSTAKTE_PORT: '0',
      POSTAKTE_WORKERS: '1',
      POSTAKTE_FAULT: [stage.bug, fault].filter((one) => one !== '').join(','),
    },
  })
  stage.servers[at] = server
  server.once('exit', () => {
    if (stage.servers[at] === server) stage.servers[at] = null
    // Leases are lost with the server, so that mailboxes are read all the time, now and then by both: nothing may rest on them.
    stage.db.query(`delete from mailbox_leases`).catch(() => {})
  })
}

/** Mails keep coming while servers, connections and the database die. */
async function disturb(stage: Stage, plan: ChaosPlan): Promise<void> {
  stage.proxy.setFaults(0.3)
  const end = Date.now() + plan.seconds * 1_000
  for (let turn = 0; Date.now() < end; turn++) {
    for (let n = 0; n < 3; n++) deliverOne(stage)
    for (const at of [0, 1]) if (stage.servers[at] === null) startServer(stage, at, faultFor(stage))
    await new Promise((resolve) => setTimeout(resolve, 250 + stage.random() * 500))
    if (stage.random() < 0.15) kill(stage)
    if (turn % 25 === 12) await crashDatabase(stage)
    if (turn % 40 === 39) {
      stage.dovecot.resetUidValidity('service')
      stage.counts.uidValidityChanges++
    }
  }
}

/** With the deliberate bug a server dies right after it moved: the moment that must lose mail. */
function faultFor(stage: Stage): string {
  if (stage.bug === 'move-before-commit') return 'after-afterwards'
  if (stage.random() > 0.4) return ''
  stage.counts.faultPoints++
  return points[Math.floor(stage.random() * points.length)]!
}

function kill(stage: Stage): void {
  const server = stage.servers[Math.floor(stage.random() * 2)]
  if (!server) return
  server.kill('SIGKILL')
  stage.counts.kills++
}

/** What anybody saw committed is there afterwards. */
async function crashDatabase(stage: Stage): Promise<void> {
  const before = await originalsOf(stage.db)
  stage.postgres.crash()
  stage.counts.databaseCrashes++
  const after = new Set(await originalsOf(stage.db))
  stage.forgotten.push(...before.filter((key) => !after.has(key)))
}

/** A database that has just come up refuses for a moment. */
async function originalsOf(db: Db, tries = 100): Promise<string[]> {
  try {
    return (await db.query<{ key: string }>(`select encode(sha256, 'hex') as key from originals`)).map(({ key }) => key)
  } catch (error) {
    if (tries === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, 100))
    return originalsOf(db, tries - 1)
  }
}

/** One logical mail: to crm@, to service@, or to both with another Received line. */
function deliverOne(stage: Stage): void {
  const id = `chaos-${stage.delivered.size}@huber-verlag.example`
  const bytes = mailBytes({
    from: 'Anna Huber <anna@huber-verlag.example>',
    subject: `Anfrage ${stage.delivered.size}`,
    messageId: id,
    text: 'x'.repeat(Math.floor(stage.random() * 20_000)),
  })
  const where = stage.random()
  if (where < 0.7) stage.dovecot.deliver('crm', bytes)
  if (where > 0.5)
    stage.dovecot.deliver(
      'service',
      Buffer.concat([Buffer.from(`Delivered-To: service@sonnberg.example\r\nX-Hop: ${stage.delivered.size}\r\n`), bytes]),
    )
  if (where > 0.5 && where < 0.7) stage.counts.copies++
  stage.delivered.add(id)
}

/** Faults end; healthy servers get the time they need to catch up. */
async function settle(stage: Stage): Promise<void> {
  stage.proxy.setFaults(0)
  for (const at of [0, 1]) {
    stage.servers[at]?.kill('SIGKILL')
    startServer(stage, at, '')
  }
  let before = ''
  for (let still = 0, tries = 0; still < 8 && tries < 90; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await stage.db.query(`update sightings set retry_at = null where state = 'received'`).catch(() => {})
    const now = JSON.stringify(
      await stage.db
        .query(
          `select (select count(*) from mails) as mails, (select count(*) from sightings where state = 'received') as waiting, (select count(*) from sightings) as seen`,
        )
        .catch(() => tries),
    )
    still = now === before && !stage.dovecot.files('crm').length ? still + 1 : stage.bug === '' ? 0 : still + (now === before ? 1 : 0)
    before = now
  }
}

async function verdict(stage: Stage): Promise<ChaosReport> {
  const rows = await stage.db.query<{ message_id: string; n: number; filings: number }>(
    `select message_id, count(*)::int as n, (select count(*)::int from filings f join mails x on x.id = f.mail_id where x.message_id = m.message_id) as filings from mails m group by message_id`,
  )
  const [stuck] = await stage.db.query<{ n: number }>(`select count(*)::int as n from sightings where state <> 'processed'`)
  const seen = new Map(rows.map((row) => [row.message_id, row]))
  return {
    delivered: stage.delivered.size,
    ...stage.counts,
    cuts: stage.proxy.cuts(),
    lost: [...stage.delivered].filter((id) => !seen.has(id)),
    double: rows.filter(({ n, filings }) => n > 1 || filings > 1).map(({ message_id }) => message_id),
    stuck: stuck!.n,
    forgotten: stage.forgotten,
    broken: await brokenOf(stage.db),
  }
}

async function brokenOf(db: Db): Promise<string[]> {
  const found = await Promise.all(invariants.map(async (one) => ({ name: one.name, broken: await one.broken(db, 3) })))
  return found.flatMap(({ name, broken }) => (broken.length > 0 ? [`${name}: ${broken.join(', ')}`] : []))
}
