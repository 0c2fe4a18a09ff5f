import type { Config } from '../config'
import { checkApiRole } from './api-role'
import type { Db } from './db'
import { checkDurability, openPostgres } from './postgres'
import { refuseNewer } from './schema-version'

/**
 * Opens the configured database and brings its schema up to date; refuses one that a newer version has in use, one that was restored
 * without its rules, and for production one that may lose commits.
 */
export async function openDb(config: Pick<Config, 'DATABASE_URL' | 'POSTAKTE_DATA' | 'NODE_ENV'>): Promise<Db> {
  const db = config.DATABASE_URL === undefined ? await embedded(config.POSTAKTE_DATA) : await openPostgres(config.DATABASE_URL)
  await refuseNewer(db)
  await db.migrate()
  if (db.kind === 'postgres') await checkApiRole(db)
  if (db.kind === 'postgres' && config.NODE_ENV === 'production') await checkDurability(db)
  return db
}

/** Loaded only where it is used: it would cost every production server its memory. */
export async function embedded(folder: string): Promise<Db> {
  const { openEmbedded } = await import('./embedded')
  return openEmbedded(folder)
}
