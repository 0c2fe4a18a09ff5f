import { Problem } from '@postakte/shared/model/problem'
import { readConfig } from '../config'
import type { Db } from './db'
import { openDb } from './open'
import { lastAdmin, sqlState } from './refusals'

/** Work of a command on the configured database, as the owner of the tables. What a trigger refuses is said in a sentence. */
export async function withDb<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(readConfig())
  try {
    return await work(db)
  } catch (error) {
    throw sqlState(error) === lastAdmin ? new Problem('last-admin') : error
  } finally {
    await db.close()
  }
}
