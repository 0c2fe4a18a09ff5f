import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem } from '@postakte/shared/model/problem'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { Gate } from '../jobs/gate'
import { apiRole } from './api-role'
import { binaryCopy } from './binary-copy'
import { type Actor, type Db, enterParameters, enterStatement, noTransaction, type OriginalRow, type Query, withSent } from './db'
import { migrationsFolder } from './migrations-folder'
import { Turn } from './turn'
import { Life, until } from './until-lost'

type Sql = postgres.Sql<Record<string, never>>
type Tx = postgres.TransactionSql<Record<string, never>>

export interface PostgresOptions {
  readonly max?: number
  /** Connections for the API, and how long a call waits for one of them. */
  readonly apiMax?: number
  readonly apiPatienceMillis?: number
}

/** PostgreSQL 15 or later. Lost connections are opened again by the pool; a broken transaction throws to its caller. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Db> {
  const sql = pool(url, options.max ?? 6)
  const turns: Turn[] = []
  const apiMax = options.apiMax ?? 8
  const api = pool(url, apiMax, asApi)
  const gate = new Gate(apiMax, options.apiPatienceMillis ?? 1_000)
  const db: Db = {
    kind: 'postgres',
    ...queryOf(sql),
    transaction: transactionOf(sql),
    inTurn: () => {
      const turn: Turn = new Turn({ sql: pool(url, 1, {}, () => turn.lost()), queryOf })
      turns.push(turn)
      return { ...db, transaction: turn.transaction }
    },
    as: (actor, work) => gate.through(() => againAfterDeadlock(() => transactionOf(api)((tx) => entered(tx, actor, work)))),
    alone: (text, parameters) => gate.through(() => queryOf(api).query(text, parameters)),
    listen: listener(sql),
    migrate: () => migratePostgres(url),
    close: async () => {
      await Promise.all([...[sql, api].map((one) => one.end({ timeout: 5 })), ...turns.map((one) => one.close())])
    },
  }
  return db
}

/**
 * A transaction whose connection is lost is over for its caller, and its work never ends for the driver: that would send its ROLLBACK on
 * the connection's next life, into somebody else's transaction.
 */
const transactionOf =
  (sql: Sql): Db['transaction'] =>
  async (work) => {
    const life = new Life()
    try {
      return (await sql.begin(async (tx) => {
        try {
          return await withSent(work, (sent) => until(life, queryOf(tx), sent))
        } catch (error) {
          if (life.isOver) await never
          throw error
        }
      })) as never
    } finally {
      life.isOver = true
    }
  }

const never = new Promise<void>(() => {})

/**
 * The role of the API owns nothing and is subject to every policy; its connections have no other from their first byte. No
 * question of a user takes longer than that.
 */
const asApi = { role: apiRole, statement_timeout: '30000' }

function pool(url: string, max: number, settings: Readonly<Record<string, string>> = {}, onclose?: () => void): Sql {
  return postgres(url, {
    max,
    ...(onclose ? { onclose } : {}),
    onnotice: () => {},
    connect_timeout: 10,
    idle_timeout: 60,
    types: {},
    ...({ socket: promptSocket } as object),
    // A server that hangs (not dies) gives its claims back within a minute (reliability A44).
    // Compiling a plan would cost more than any of our questions, and mere estimates begin it.
    connection: { idle_in_transaction_session_timeout: 60_000, jit: 'off', ...settings } as never,
  })
}

/** Of two calls that wait for each other PostgreSQL ends one: its work is undone, and done again from the start. */
async function againAfterDeadlock<T>(work: () => Promise<T>, tries = 4): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (tries <= 1 || (error as { code?: string }).code !== '40P01') throw error
    return againAfterDeadlock(work, tries - 1)
  }
}

/** Sent ahead of the work's first statement without waiting: no round trip of its own. */
async function entered<T>(tx: Query, actor: Actor, work: (tx: Query) => Promise<T>): Promise<T> {
  const enter = tx.query(enterStatement, enterParameters(actor))
  const [, result] = await Promise.all([enter, work(tx)])
  return result
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
    send: () => {
      throw noTransaction()
    },
    savepoint: async (work) => {
      if (!('savepoint' in sql)) throw noTransaction()
      return (await sql.savepoint((inner) => work(queryOf(inner)))) as never
    },
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
    const { unlisten } = await sql.listen(channel, heard, () => heard(''))
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

/** A production server must not run where a power cut or a failing disk loses committed mail (reliability A05, A31). */
export async function checkDurability(db: Query): Promise<void> {
  const [careless] = await carelessSettings(db)
  if (careless !== undefined) throw new Problem('database-not-durable', { setting: careless })
}

/** As they stand: `fsync = off`. With data_sync_retry a second fsync is believed that only forgot what the first could not write. */
export async function carelessSettings(db: Query): Promise<string[]> {
  const rows = await db.query<{ setting: string }>(
    `select name || ' = ' || setting as setting from pg_settings
     where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting = 'off' or name = 'data_sync_retry' and setting = 'on' order by name`,
  )
  return rows.map(({ setting }) => setting)
}
