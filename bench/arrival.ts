import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { openPostgres } from '@postakte/server/db/postgres'
import { addMailbox } from '@postakte/server/mailboxes/mailboxes'
import { startDovecot } from '@postakte/server/testing/dovecot'
import { startPostgres } from '@postakte/server/testing/postgres'
import { ImapFlow } from 'imapflow'
import { generateMails } from './generate/mails'
import { own } from './generate/world'
import { median } from './random'
import { round2 } from './reading'

const secretKey = 'b'.repeat(40)

/** Some of what lay there before is not filed yet, or cannot be found by its words. */
const waiting = `select (select count(*) from sightings where state = 'processed') < $1::int
  or exists (select from mails m where not exists (select from mail_words w where w.mail_id = m.id)) as left`

/** From the IDLE notice (as the server itself receives it: Dovecot tells each of its clients at another time) to committed and filed, beside a single-row commit of the same driver. */
export async function benchArrival(count: number, warm: number) {
  const [dovecot, cluster] = [await startDovecot(), await startPostgres()]
  const url = cluster.database('arrival')
  const db = await openPostgres(url)
  await db.migrate()
  await db.query(`insert into settings (key, value) values ('own', $1::text::jsonb)`, [JSON.stringify(own)])
  await db.query(`create table one_row (id bigint generated always as identity primary key, bytes text)`)
  await db.query(
    `create function told() returns trigger language plpgsql as $$ begin perform pg_notify('filed', new.id::text); return null; end $$`,
  )
  await db.query(`create trigger told after insert on mails for each row execute function told()`)
  dovecot.deliverAll(
    'crm',
    [...generateMails(23, warm, 1_000)].map(({ bytes }) => bytes),
  )
  await addMailbox(
    db,
    {
      name: 'crm',
      host: '127.0.0.1',
      port: dovecot.port,
      security: 'none',
      login: 'crm',
      auth: 'password',
      secret: 'geheim',
      folder: 'INBOX',
      afterwards: 'leave',
      moveTo: null,
      intervalSeconds: 600,
    },
    secretKey,
  )
  const preload = join(import.meta.dirname, 'note-notice.mjs')
  const server = spawn(process.execPath, ['--import', preload, join(import.meta.dirname, '../server/dist/main.js')], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url,
      POSTAKTE_SECRET_KEY: secretKey,
      POSTAKTE_PORT: '0',
      BENCH_IMAP_PORT: String(dovecot.port),
    },
  })
  let noticed: bigint | null = null
  const notices = createInterface({ input: server.stdio[3] as Readable })
  notices.on('line', (nanoseconds) => {
    noticed ??= BigInt(nanoseconds)
  })
  const sender = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: 'crm', pass: 'geheim' },
    logger: false,
  })
  await sender.connect()
  let filed: (() => void) | null = null
  await db.listen('filed', () => filed?.())
  await new Promise((resolve) => setTimeout(resolve, 4_000))
  while ((await db.query<{ left: boolean }>(waiting, [warm]))[0]!.left) await new Promise((resolve) => setTimeout(resolve, 500))
  const arrivals: number[] = []
  const singles: number[] = []
  for (const { bytes, truth } of generateMails(5, count * 2, 1_000)) {
    if (truth.duplicateOf !== null || bytes.length > 60_000 || arrivals.length >= count) continue
    const done = new Promise<void>((resolve) => {
      filed = resolve
    })
    noticed = null
    await sender.append('INBOX', bytes)
    await done
    const end = process.hrtime.bigint()
    // What it wrote has reached us long before the commit; it may only wait to be read.
    while (noticed === null) await new Promise((resolve) => setImmediate(resolve))
    arrivals.push(Number(end - noticed) / 1e6)
    const start = process.hrtime.bigint()
    await db.query(`insert into one_row (bytes) values ($1)`, [bytes.toString('latin1').replaceAll('\0', '')])
    singles.push(Number(process.hrtime.bigint() - start) / 1e6)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  server.kill('SIGTERM')
  sender.close()
  await db.close()
  await dovecot.stop()
  cluster.stop()
  return {
    mails: arrivals.length,
    noticeToFiledP50Ms: round2(median(arrivals)),
    singleCommitP50Ms: round2(median(singles)),
    ratio: round2(median(arrivals) / median(singles)),
  }
}
