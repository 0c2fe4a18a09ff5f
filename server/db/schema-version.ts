import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from './db'
import { migrationsFolder } from './migrations-folder'

/** When the newest migration that this program knows was written, in milliseconds; drizzle notes it with each that it carries out. */
function newestKnown(): number {
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8')) as { entries: { when: number }[] }
  return Math.max(...entries.map(({ when }) => when))
}

/**
 * Whether a newer version of the program has brought the schema further than this one knows, as while the servers of an installation
 * are updated one after the other.
 */
export async function isNewerThanWeKnow(db: Query): Promise<boolean> {
  const [found] = await db.query<{ there: boolean }>(`select to_regclass('drizzle.__drizzle_migrations') is not null as there`)
  if (!found!.there) return false
  const [row] = await db.query<{ newest: string | null }>(`select max(created_at)::text as newest from drizzle.__drizzle_migrations`)
  return Number(row!.newest ?? 0) > newestKnown()
}

/** What an older version would write, a newer one might not understand. */
export async function refuseNewer(db: Query): Promise<void> {
  if (await isNewerThanWeKnow(db)) throw new Problem('database-newer')
}
