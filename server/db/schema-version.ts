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

/** How far the schema is: 'none' before the first start, 'older' before the first start after an update. */
export type Schema = 'none' | 'older' | 'same' | 'newer'

/**
 * 'newer' while the servers of an installation are updated one after the other: a newer version of the program has brought it further
 * than this one knows.
 */
export async function schemaOf(db: Query): Promise<Schema> {
  const [found] = await db.query<{ there: boolean }>(`select to_regclass('drizzle.__drizzle_migrations') is not null as there`)
  if (!found!.there) return 'none'
  const [row] = await db.query<{ newest: string | null }>(`select max(created_at)::text as newest from drizzle.__drizzle_migrations`)
  if (row!.newest === null) return 'none'
  const further = Number(row!.newest) - newestKnown()
  return further > 0 ? 'newer' : further < 0 ? 'older' : 'same'
}

/** What an older version would write, a newer one might not understand. */
export async function refuseNewer(db: Query): Promise<void> {
  if ((await schemaOf(db)) === 'newer') throw new Problem('database-newer')
}
