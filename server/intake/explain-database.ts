import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db, Query } from '../db/db'
import { embedded } from '../db/open'
import { openPostgres } from '../db/postgres'
import { namer } from '../dev/names'
import { type Explanation, explainMail, targetsOf } from './explain'
import { lookUp } from './look-up'
import { ownFromPlain, readOwn } from './own'
import type { Target } from './pipeline/decision'

/** What the story of a mail is told from: `nameOf` says what people call a record. */
export interface Explained extends Explanation {
  readonly nameOf: (target: Target) => string
}

export type Explain = (bytes: Uint8Array) => Promise<Explained>

type Settings = Pick<
  Config,
  | 'DATABASE_URL'
  | 'POSTAKTE_DATA'
  | 'POSTAKTE_OWN_DOMAINS'
  | 'POSTAKTE_OWN_ADDRESSES'
  | 'POSTAKTE_FORWARDING'
  | 'POSTAKTE_AUTHSERV_IDS'
  | 'POSTAKTE_PRIVATE_MAIL'
  | 'POSTAKTE_CONFIDENTIAL_ADDRESSES'
  | 'secretKey'
>

/** Explains against the configured database as it is: no migration, and each mail in a transaction that may only read. */
export async function againstDatabase<T>(config: Settings, work: (explain: Explain) => Promise<T>): Promise<T> {
  const db = await openAsItIs(config)
  try {
    return await work((bytes) => db.transaction((tx) => explainIn(tx, config, bytes)))
  } catch (error) {
    throw whatToDo(error, config)
  } finally {
    await db.close()
  }
}

async function explainIn(tx: Query, config: Settings, bytes: Uint8Array): Promise<Explained> {
  await tx.query('set transaction read only')
  const own = ownFromPlain(await readOwn(tx, config))
  const explanation = await explainMail(bytes, own, async (clues) => (await lookUp(tx, [clues])).of(clues))
  const named = await namer(tx, targetsOf(explanation.decision))
  return { ...explanation, nameOf: (target) => named(target).name }
}

async function openAsItIs({ DATABASE_URL, POSTAKTE_DATA }: Settings): Promise<Db> {
  if (DATABASE_URL !== undefined) return openPostgres(DATABASE_URL, { max: 1 })
  if (!existsSync(join(POSTAKTE_DATA, 'pg'))) throw new Problem('explain-no-folder', { folder: POSTAKTE_DATA })
  return embedded(POSTAKTE_DATA).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'folder-in-use') throw new Problem('explain-folder-in-use', error.facts, error)
    throw error
  })
}

/** SQLSTATE (PostgreSQL manual, appendix A) or the socket's code → the sentence that says what to do. */
function whatToDo(error: unknown, { DATABASE_URL }: Settings): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (code === '42P01' || code === '42703') return new Problem('explain-no-tables', {}, error)
  const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_\w+|28\w{3}|3D000|57P0\d)$/
  if (DATABASE_URL === undefined || !unreachable.test(code)) return error
  return new Problem('explain-no-database', { host: new URL(DATABASE_URL).host, reason: message || code }, error)
}
