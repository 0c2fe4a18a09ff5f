import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '@postakte/shared/model/problem'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { binaryCopy } from './binary-copy'
import type { Db, OriginalRow, Query } from './db'
import { migrationsFolder } from './migrations-folder'

type Sql = postgres.Sql<Record<string, never>>
type Tx = postgres.TransactionSql<Record<string, never>>

/** PostgreSQL 15 or later. Lost connections are opened again by the pool; a broken transaction throws to its caller. */
export async function openPostgres(url: string, options: { readonly max?: number } = {}): Promise<Db> {
  const sql: Sql = postgres(url, {
    max: options.max ?? 6,
    onnotice: () => {},
    connect_timeout: 10,
    idle_timeout: 60,
    types: {},
    ...({ socket: promptSocket } as object),
    // A server that hangs (not dies) gives its claims back within a minute (reliability A44).
    connection: { idle_in_transaction_session_timeout: 60_000 },
  })
  return {
    kind: 'postgres',
    ...queryOf(sql),
    transaction: (work) => sql.begin((tx) => work(queryOf(tx))) as never,
    listen: listener(sql),
    migrate: () => migratePostgres(url),
    close: () => sql.end({ timeout: 5 }),
  }
}

/**
 * A socket without Nagle's delay, still connecting when it is handed over, so that a refused connection takes the driver's usual
 * way. With the delay each COPY waits twice 40 ms for the peer's acknowledgement.
 */
function promptSocket({ path, host, port }: { path?: string | false; host: string[]; port: number[] }): Socket {
  const socket = path ? connect(path) : connect(port[0]!, host[0])
  return Object.assign(socket.setNoDelay(true), { host: host[0] })
}

function queryOf(sql: Sql | Tx): Query {
  return {
    query: async (text, parameters = []) => (await sql.unsafe(text, parameters as never[], { prepare: true })) as never,
    copyOriginals: (rows) => copyOriginals(sql, rows),
  }
}

/** COPY … BINARY: a bytea as a text parameter would cost twice the time and bytes (docs/decisions). */
async function copyOriginals(sql: Sql | Tx, rows: readonly OriginalRow[]): Promise<void> {
  if (rows.length === 0) return
  const stream = await sql`copy originals (sha256, size, bytes) from stdin (format binary)`.writable()
  await pipeline(Readable.from(binaryCopy(rows.map(({ sha256, bytes }) => [sha256, bytes.byteLength, bytes]))), stream)
}

function listener(sql: Sql): Db['listen'] {
  return async (channel, heard) => {
    const { unlisten } = await sql.listen(channel, heard)
    return unlisten
  }
}

/** Under an advisory lock, so that two servers that start together migrate once. */
async function migratePostgres(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(7072003)`
    await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A production server must not run where a power cut loses committed mail (reliability A05). */
export async function checkDurability(db: Db): Promise<void> {
  const rows = await db.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
  )
  const off = rows.find(({ setting }) => setting === 'off')
  if (off) throw new Problem('database-not-durable', { name: off.name })
}
