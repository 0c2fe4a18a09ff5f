import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
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

/** From the IDLE notice (as it passes on the server's own line: Dovecot tells each of its clients at another time) to committed and filed, beside a single-row commit of the same driver. */
export async function benchArrival(count: number) {
  const [dovecot, cluster] = [await startDovecot(), await startPostgres()]
  const line = await listenIn(dovecot.port)
  const url = cluster.database('arrival')
  const db = await openPostgres(url)
  await db.migrate()
  await db.query(`insert into settings (key, value) values ('own', $1::text::jsonb)`, [JSON.stringify(own)])
  await db.query(`create table one_row (id bigint generated always as identity primary key, bytes text)`)
  await db.query(
    `create function told() returns trigger language plpgsql as $$ begin perform pg_notify('filed', new.id::text); return null; end $$`,
  )
  await db.query(`create trigger told after insert on mails for each row execute function told()`)
  await addMailbox(
    db,
    {
      name: 'crm',
      host: '127.0.0.1',
      port: line.port,
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
  const server = spawn(process.execPath, [join(import.meta.dirname, '../server/dist/main.js')], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, DATABASE_URL: url, POSTAKTE_SECRET_KEY: secretKey, POSTAKTE_PORT: '0' },
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
  const arrivals: number[] = []
  const singles: number[] = []
  for (const { bytes, truth } of generateMails(5, count * 2, 1_000)) {
    if (truth.duplicateOf !== null || bytes.length > 60_000 || arrivals.length >= count) continue
    const done = new Promise<void>((resolve) => {
      filed = resolve
    })
    line.forget()
    await sender.append('INBOX', bytes)
    await done
    const end = process.hrtime.bigint()
    const noticed = line.noticed()
    if (noticed !== 0n) arrivals.push(Number(end - noticed) / 1e6)
    const start = process.hrtime.bigint()
    await db.query(`insert into one_row (bytes) values ($1)`, [bytes.toString('latin1').replaceAll('\0', '')])
    singles.push(Number(process.hrtime.bigint() - start) / 1e6)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  server.kill('SIGTERM')
  sender.close()
  await db.close()
  await line.stop()
  await dovecot.stop()
  cluster.stop()
  return {
    mails: arrivals.length,
    noticeToFiledP50Ms: round2(median(arrivals)),
    singleCommitP50Ms: round2(median(singles)),
    ratio: round2(median(arrivals) / median(singles)),
  }
}

/** A line to the IMAP server that notes when it said EXISTS. */
async function listenIn(target: number) {
  let noticed = 0n
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1').setNoDelay(true)
    client.setNoDelay(true)
    client.pipe(upstream)
    upstream.on('data', (chunk: Buffer) => {
      if (noticed === 0n && chunk.includes(' EXISTS')) noticed = process.hrtime.bigint()
      client.write(chunk)
    })
    for (const socket of [client, upstream])
      socket
        .on('error', () => {})
        .on('close', () => {
          client.destroy()
          upstream.destroy()
        })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    forget: () => {
      noticed = 0n
    },
    noticed: () => noticed,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
