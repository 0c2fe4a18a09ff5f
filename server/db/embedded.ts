import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { Problem } from '@postakte/shared/model/problem'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import {
  base64,
  type Db,
  enterParameters,
  enterStatement,
  noTransaction,
  type OriginalRow,
  type Query,
  type Sent,
  savepointIn,
  withSent,
} from './db'
import { migrationsFolder } from './migrations-folder'

export interface EmbeddedDb extends Db {
  /** All of it, for another one to start from. */
  image(): Promise<Blob>
}

/**
 * The database in process, for trying out and tests: survives a dead process, not a power cut. `folder` null: in memory,
 * empty or as an image of another one has it.
 */
export async function openEmbedded(folder: string | null, image?: Blob): Promise<EmbeddedDb> {
  const release = folder === null ? () => {} : lockFolder(folder)
  const startParams = [...PGlite.defaultStartParams, ...set('shared_buffers=16MB'), ...(folder === null ? littleLog : [])]
  const from = { ...(folder === null ? {} : { dataDir: join(folder, 'pg') }), ...(image === undefined ? {} : { loadDataDir: image }) }
  const pg = await PGlite.create({ ...from, startParams, extensions: { pg_trgm } })
  const inside = new AsyncLocalStorage<true>()
  const outside = () => {
    if (inside.getStore()) throw new Error('inside a transaction only its own tx may be used: the embedded database has one connection')
    return pg
  }
  const db: EmbeddedDb = {
    kind: 'embedded',
    query: async (text, parameters) => queryOf(outside()).query(text, parameters),
    copyOriginals: async (rows) => queryOf(outside()).copyOriginals(rows),
    send: () => {
      throw noTransaction()
    },
    savepoint: async () => Promise.reject(noTransaction()),
    transaction: async (work) => outside().transaction((tx) => inside.run(true, () => workIn(tx as never, work))) as never,
    // It has but one connection.
    inTurn: () => db,
    as: async (actor, work) =>
      outside().transaction((tx) =>
        inside.run(true, async () => {
          await tx.query('set local role postakte_api')
          await tx.query(enterStatement, enterParameters(actor))
          return workIn(tx as never, work)
        }),
      ) as never,
    alone: async (text, parameters) =>
      outside().transaction(async (tx) => {
        await tx.query('set local role postakte_api')
        return queryOf(tx as never).query(text, parameters)
      }) as never,
    listen: async (channel, heard) => pg.listen(channel, heard),
    migrate: () => migrate(drizzle(pg), { migrationsFolder: migrationsFolder() }),
    image: async () => {
      await pg.exec('checkpoint; select pg_switch_wal(); checkpoint')
      return pg.dumpDataDir('none')
    },
    close: async () => {
      await pg.close()
      release()
    },
  }
  return db
}

const set = (...settings: readonly string[]) => settings.flatMap((one) => ['-c', one])

/** In memory nobody comes back for the log of changes: it is neither filled with zeros beforehand nor kept for another turn. */
const littleLog = set('wal_init_zero=off', 'wal_recycle=off', 'min_wal_size=32MB')

interface Runs {
  query(text: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>
}

function queryOf(pg: Runs, sent?: Sent): Query {
  const query: Query['query'] = async (text, parameters = []) => (await pg.query(text, [...parameters])).rows as never
  const same: Query = {
    query,
    copyOriginals: (rows) => insertOriginals(query, rows),
    send: (text, parameters) => {
      if (!sent) throw noTransaction()
      sent.add(query(text, parameters))
    },
    savepoint: (work) => savepointIn(same, work),
  }
  return same
}

const workIn = <T>(tx: Runs, work: (tx: Query) => Promise<T>): Promise<T> => withSent(work, (sent) => queryOf(tx, sent))

/** Byte arrays as parameters are eight times slower here than base64 text. */
async function insertOriginals(query: Query['query'], rows: readonly OriginalRow[]): Promise<void> {
  for (const { sha256, bytes } of rows) {
    await query(`insert into originals (sha256, size, bytes) values (decode($1, 'base64'), $2, decode($3, 'base64'))`, [
      base64(sha256),
      bytes.byteLength,
      base64(bytes),
    ])
  }
}

/** PGlite takes no lock of its own: two processes on one folder would lose rows silently. */
function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'server.pid')
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (holder > 0 && holder !== process.pid && isAlive(holder)) throw new Problem('folder-in-use', { folder, pid: String(holder) })
  writeFileSync(path, String(process.pid))
  return () => rmSync(path, { force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
