import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { binaryCopy } from '@postakte/server/db/binary-copy'
import type { Db } from '@postakte/server/db/db'
import { openPostgres } from '@postakte/server/db/postgres'
import { addMailbox, type NewMailbox } from '@postakte/server/mailboxes/mailboxes'
import { startDovecot, type TestDovecot } from '@postakte/server/testing/dovecot'
import { freePort, startPostgres, type TestPostgres } from '@postakte/server/testing/postgres'
import PostalMime from 'postal-mime'
import postgres from 'postgres'
import { compare } from './compare'
import { childOf, cpuSeconds } from './cpu'
import type { Generated } from './generate/draft'
import { generateMails } from './generate/mails'
import { median } from './random'
import { round2 } from './reading'
import { seed } from './seed'

export interface IngestPlan {
  readonly mails: number
  readonly contacts: number
  readonly rounds: number
  /** Mails that are there before. */
  readonly before?: number
  /** Other mails that the same server has filed before, from another mailbox. */
  readonly warm?: number
}

const secretKey = 'b'.repeat(40)

/** Mailbox to filed, beside mbsync of the same mailbox and a plain batch insert of the same bytes, all in this run. */
export async function benchIngest(plan: IngestPlan) {
  const mails = [...generateMails(7, plan.mails, plan.contacts)]
  const [dovecot, cluster] = [await startDovecot(), await startPostgres()]
  try {
    dovecot.deliverAll(
      'crm',
      mails.map(({ bytes }) => bytes),
    )
    const others = [...generateMails(23, plan.warm ?? 0, plan.contacts)]
    dovecot.deliverAll(
      'warm',
      others.map(({ bytes }) => bytes),
    )
    const rounds = []
    for (let round = 0; round < plan.rounds; round++) {
      const mbsync = await mbsyncSeconds(dovecot)
      const floor = await insertFloor(cluster, mails, round)
      rounds.push({ mbsync, floor, ...(await ourRun(dovecot, cluster, mails, plan, round)) })
    }
    return summary(plan, mails, rounds, await postalMimeMs(mails.slice(0, 3_000)))
  } finally {
    await dovecot.stop()
    cluster.stop()
  }
}

/** A database with much in it beside one with nothing in it, the same work in the same run. */
export async function benchIngestLarge(plan: IngestPlan) {
  const empty = await benchIngest({ mails: plan.mails, contacts: 100_000, rounds: plan.rounds })
  const large = await benchIngest(plan)
  return { timeLargeToEmpty: round2(large.seconds / empty.seconds), empty, large }
}

async function mbsyncSeconds(dovecot: TestDovecot): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-mbsync-'))
  mkdirSync(join(folder, 'mail'))
  const config = `IMAPAccount a\nHost 127.0.0.1\nPort ${dovecot.port}\nUser crm\nPass geheim\nSSLType None\nAuthMechs LOGIN\n\nIMAPStore far\nAccount a\n\nMaildirStore near\nPath ${folder}/mail/\nInbox ${folder}/mail/INBOX\n\nChannel c\nFar :far:\nNear :near:\nPatterns INBOX\nSync Pull\nCreate Near\nSyncState *\n`
  writeFileSync(join(folder, 'rc'), config)
  const start = process.hrtime.bigint()
  execFileSync('mbsync', ['-c', join(folder, 'rc'), 'c'], { stdio: 'pipe' })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  rmSync(folder, { recursive: true, force: true })
  return seconds
}

interface Floor {
  readonly rowsPerSecond: number
  /** Of this process and PostgreSQL, for a row. */
  readonly cpuMs: number
}

/** COPY … BINARY in transactions of 100, one index besides: the bare floor for keeping the bytes. */
async function insertFloor(cluster: TestPostgres, mails: readonly Generated[], round: number): Promise<Floor> {
  const sql = postgres(cluster.database(`floor${round}`), { max: 1, onnotice: () => {} })
  await sql`create table raw (sha256 bytea primary key, size int, bytes bytea)`
  await sql`alter table raw alter bytes set storage external`
  const rows = [...new Map(mails.map(({ bytes }) => [createHash('sha256').update(bytes).digest('hex'), bytes])).entries()]
  const root = postmaster(cluster)
  const [start, own, theirs] = [process.hrtime.bigint(), process.cpuUsage(), cpuSeconds([root])]
  for (let at = 0; at < rows.length; at += 100) {
    await sql.begin(async (tx) => {
      const stream = await tx`copy raw (sha256, size, bytes) from stdin (format binary)`.writable()
      await pipeline(
        Readable.from(binaryCopy(rows.slice(at, at + 100).map(([sha256, bytes]) => [Buffer.from(sha256, 'hex'), bytes.length, bytes]))),
        stream,
      )
    })
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const { user, system } = process.cpuUsage(own)
  const cpuMs = ((user + system) / 1_000 + (cpuSeconds([root]) - theirs) * 1_000) / rows.length
  await sql.end()
  return { rowsPerSecond: rows.length / seconds, cpuMs }
}

const postmaster = (cluster: TestPostgres) => Number(readFileSync(join(cluster.folder, 'data', 'postmaster.pid'), 'latin1').split('\n')[0])

interface OurRun {
  readonly seconds: number
  /** Of our server, Dovecot, PostgreSQL. */
  readonly cpuMs: readonly number[]
  readonly peakMb: number
  readonly rssMb: readonly number[]
  /** Stored for each byte of the originals: when all is filed, and when all has its words, too. */
  readonly filedRatio: number
  readonly bytesRatio: number
  readonly truth: Record<string, string>
}

async function ourRun(
  dovecot: TestDovecot,
  cluster: TestPostgres,
  mails: readonly Generated[],
  plan: IngestPlan,
  round: number,
): Promise<OurRun> {
  const url = cluster.database(`ours${round}`)
  const port = await freePort()
  const db = await openPostgres(url)
  await db.migrate()
  await seed(db, plan)
  const before = plan.before ?? 0
  const sizeBefore = await databaseBytes(db)
  const originalBytes = mails.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const storedRatio = async () => ((await databaseBytes(db)) - sizeBefore) / originalBytes
  const server = spawn(
    process.execPath,
    [...(process.env.BENCH_NODE_ARGS?.split(' ') ?? []), join(import.meta.dirname, '../server/dist/main.js')],
    {
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: url,
        POSTAKTE_SECRET_KEY: secretKey,
        POSTAKTE_PORT: String(port),
        ...(process.env.W ? { POSTAKTE_WORKERS: process.env.W } : {}),
      },
    },
  )
  const roots = [server.pid!, childOf(process.pid, 'dovecot'), postmaster(cluster)]
  const rss: number[] = []
  /** Begins when the running server takes the mailbox; it looks for new ones every few seconds. */
  const fileAll = async (login: string, count: number) => {
    const [last] = await db.query<{ id: string }>('select coalesce(max(id), 0)::text as id from sightings')
    await addMailbox(db, mailbox(login, dovecot.port), secretKey)
    const taken = `select exists (select from mailbox_leases l join mailboxes b on b.id = l.mailbox_id where b.name = '${login}') as yes`
    await until(server, 10, async () => (await db.query<{ yes: boolean }>(taken))[0]!.yes)
    const start = process.hrtime.bigint()
    const before = roots.map((root) => cpuSeconds([root]))
    const filed = `select count(*)::int as n from sightings where id > $1::bigint and state = 'processed'`
    await until(server, 200, async () => {
      rss.push(rssMb(server.pid!))
      return (await db.query<{ n: number }>(filed, [last!.id]))[0]!.n >= count
    })
    const seconds = Number(process.hrtime.bigint() - start) / 1e9
    return { seconds, cpuMs: roots.map((root, at) => ((cpuSeconds([root]) - before[at]!) * 1_000) / count) }
  }
  await until(server, 50, () => answers(port))
  if (plan.warm) await fileAll('warm', plan.warm)
  const { seconds, cpuMs } = await fileAll('crm', mails.length)
  const filedRatio = await storedRatio()
  await words(db)
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  const truth = await compare(db, mails)
  const bytesRatio = await storedRatio()
  await db.close()
  if (before > 0) await new Promise((resolve) => setTimeout(resolve, 100))
  return { seconds, cpuMs, peakMb: Math.max(...rss), rssMb: rss, filedRatio, bytesRatio, truth }
}

const mailbox = (login: string, port: number): NewMailbox => ({
  name: login,
  host: '127.0.0.1',
  port,
  security: 'none',
  login,
  auth: 'password',
  secret: 'geheim',
  folder: 'INBOX',
  afterwards: 'leave',
  moveTo: null,
  intervalSeconds: 60,
})

async function until(server: ChildProcess, everyMillis: number, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    if (server.exitCode !== null) throw new Error('the server ended')
    await new Promise((resolve) => setTimeout(resolve, everyMillis))
  }
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Processor time for a mail when postal-mime reads these: what this machine is worth, beside the goal for all of a mail's way. */
async function postalMimeMs(mails: readonly Generated[]): Promise<number> {
  const measure = async () => {
    const before = process.cpuUsage()
    for (const { bytes } of mails) await PostalMime.parse(bytes)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000 / mails.length
  }
  return median([await measure(), await measure(), await measure()])
}

/** All mails can be found by their words: that is done after filing, in the background. */
async function words(db: Db): Promise<void> {
  for (let left = true; left; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const [row] = await db.query<{ left: boolean }>(
      `select exists (select from mails m where not exists (select from mail_words w where w.mail_id = m.id)) as left`,
    )
    left = row!.left
  }
}

const rssMb = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

async function databaseBytes(db: Db): Promise<number> {
  await db.query('checkpoint')
  const [row] = await db.query<{ n: string }>(
    `select sum(pg_total_relation_size(c.oid))::text as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
  )
  return Number(row!.n)
}

function summary(
  plan: IngestPlan,
  mails: readonly Generated[],
  rounds: readonly (OurRun & { mbsync: number; floor: Floor })[],
  postalMime: number,
) {
  const cpu = median(rounds.map(({ cpuMs }) => cpuMs.reduce((sum, one) => sum + one, 0)))
  const ours = rounds.map(({ seconds }) => mails.length / seconds)
  return {
    mails: mails.length,
    contacts: plan.contacts,
    before: plan.before ?? 0,
    warm: plan.warm ?? 0,
    seconds: round2(median(rounds.map(({ seconds }) => seconds))),
    meanKb: round2(mails.reduce((sum, { bytes }) => sum + bytes.length, 0) / mails.length / 1024),
    oursPerSecond: ours.map(Math.round),
    mbsyncPerSecond: rounds.map(({ mbsync }) => Math.round(mails.length / mbsync)),
    floorRowsPerSecond: rounds.map(({ floor }) => Math.round(floor.rowsPerSecond)),
    ratioToMbsync: round2(median(rounds.map(({ seconds, mbsync }) => mbsync / seconds))),
    ratioToFloor: round2(median(rounds.map(({ floor }, at) => ours[at]! / floor.rowsPerSecond))),
    cpuMsPerMail: round2(cpu),
    cpuMsOfFloor: round2(median(rounds.map(({ floor }) => floor.cpuMs))),
    cpuMsToReadOneByPostalMime: round2(postalMime),
    cpuRatioToPostalMime: round2(cpu / postalMime),
    cpuMsOfServerDovecotPostgres: [0, 1, 2].map((at) => round2(median(rounds.map(({ cpuMs }) => cpuMs[at]!)))),
    peakMb: Math.round(median(rounds.map(({ peakMb }) => peakMb))),
    rssOverTime: rounds
      .at(-1)!
      .rssMb.filter((_, at, list) => at % Math.max(1, Math.floor(list.length / 10)) === 0)
      .map(Math.round),
    bytesStoredWithoutWords: round2(median(rounds.map(({ filedRatio }) => filedRatio))),
    bytesStoredPerOriginal: round2(median(rounds.map(({ bytesRatio }) => bytesRatio))),
    truth: rounds.at(-1)!.truth,
  }
}
