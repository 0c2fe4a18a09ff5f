import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db, Query } from '../db/db'
import { openAsItIs, unopened } from '../db/open-as-it-is'
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
  let db: Db | undefined
  try {
    db = await openAsItIs(config)
    return await work((bytes) => db!.transaction((tx) => explainIn(tx, config, bytes)))
  } catch (error) {
    throw whatToDo(error, config)
  } finally {
    await db?.close()
  }
}

async function explainIn(tx: Query, config: Settings, bytes: Uint8Array): Promise<Explained> {
  await tx.query('set transaction read only')
  const own = ownFromPlain(await readOwn(tx, config))
  const explanation = await explainMail(bytes, own, async (clues) => (await lookUp(tx, [clues])).of(clues))
  const named = await namer(tx, targetsOf(explanation.decision))
  return { ...explanation, nameOf: (target) => named(target).name }
}

/** What the one command that only looks can say better than the others. */
function whatToDo(error: unknown, config: Settings): unknown {
  if (error instanceof Problem && error.code === 'folder-in-use') return new Problem('explain-folder-in-use', error.facts, error)
  const { code = '' } = error as { code?: string }
  return code === '42P01' || code === '42703' ? new Problem('explain-no-tables', {}, error) : unopened(error, config)
}
