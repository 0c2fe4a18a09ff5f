import type { Query } from '../db/db'

/** What changes without anybody having changed something: when a token was last used, and the like. */
const restless: Readonly<Record<string, readonly string[]>> = { tokens: ['used_at'] }

/** A digest of each table's content: two that are equal are two moments between which nothing changed. `except`: tables to pass over. */
export async function databaseState(db: Query, except: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const tables = await db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const wanted = tables.map(({ name }) => name).filter((name) => !except.includes(name))
  const rows = await Promise.all(
    wanted.map((name) =>
      db.query<{ digest: string }>(
        `select md5(coalesce(string_agg(one, ',' order by one), '')) as digest from (select (to_jsonb(t) - array[${quoted(restless[name] ?? [])}]::text[])::text as one from ${name} t) x`,
      ),
    ),
  )
  return Object.fromEntries(wanted.map((name, at) => [name, rows[at]![0]!.digest]))
}

const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ')

/** Names of the tables that differ. */
export const changedTables = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name])
