import type { Query } from '../../db/db'
import type { Policy } from './policies'

/** Somebody who tries: by name, with the id that is entered; null enters nobody. */
export interface Trier {
  readonly name: string
  readonly id: number | null
}

/** A table as the probes need it, read once as its owner. */
export interface Probed {
  readonly table: string
  readonly rows: readonly string[]
  readonly insert: readonly string[]
  /** A column that the API may read. */
  readonly readable: string
  /** Columns that rights depend on, each with the values to try. */
  readonly updates: readonly { readonly column: string; readonly values: readonly string[] }[]
}

/** Columns that the policies read, or that `audience` is made of. */
const telling =
  /^(?:\w*user_id|\w*_by|by_user|team_id|owner_id|assignee_id|private|status|kind|case_id|contact_id|opportunity_id|mail_id|activity_id|company_id|role_id|version|times|state|active|key|name|address|phone|role|removed_at)$/

export async function probed(tx: Query, table: string): Promise<Probed> {
  const columns = await tx.query<{ name: string; may_update: boolean; may_insert: boolean; may_select: boolean }>(
    `select attname as name, has_column_privilege('postakte_api', attrelid, attnum, 'update') as may_update, has_column_privilege('postakte_api', attrelid, attnum, 'insert') as may_insert, has_column_privilege('postakte_api', attrelid, attnum, 'select') as may_select
     from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attidentity = '', attnum`,
    [table],
  )
  const rows = await tx.query<{ row: string }>(`select to_jsonb(t)::text as row from "${table}" t order by 1 limit 60`)
  const updatable = columns.filter(({ name, may_update }) => may_update && telling.test(name)).map(({ name }) => name)
  return {
    table,
    readable: columns.find(({ may_select }) => may_select)?.name ?? columns[0]!.name,
    rows: rows.map(({ row }) => row),
    insert: columns.filter(({ may_insert }) => may_insert).map(({ name }) => name),
    updates: await Promise.all(updatable.slice(0, 8).map(async (column) => ({ column, values: await valuesOf(tx, table, column) }))),
  }
}

async function valuesOf(tx: Query, table: string, column: string): Promise<string[]> {
  const rows = await tx.query<{ value: string | null }>(`select distinct "${column}"::text as value from "${table}" order by 1 limit 6`)
  return rows.map(({ value }) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`))
}

/**
 * What each trier gets to see, change, delete or insert in a table, as one text to compare: two policies that differ for anybody
 * on any row of the world give two texts. Inside a transaction of the owner that is rolled back.
 */
export async function outcome(tx: Query, table: Probed, policy: Policy, triers: readonly Trier[]): Promise<string> {
  const results: string[] = []
  for (const trier of triers) {
    await tx.query('savepoint trier')
    results.push(`${trier.name}: ${await tried(tx, table, policy, trier)}`)
    await tx.query('rollback to savepoint trier')
  }
  return results.join('\n')
}

function tried(tx: Query, table: Probed, policy: Policy, trier: Trier): Promise<string> {
  switch (policy.command) {
    case 'INSERT':
      return insertTried(tx, table, policy, trier)
    case 'UPDATE':
      return updateTried(tx, table, trier)
    case 'DELETE':
      return changed(tx, table.table, trier, `delete from "${table.table}"`)
    default:
      return selectTried(tx, table, trier)
  }
}

const selectTried = (tx: Query, { table, readable }: Probed, trier: Trier) =>
  as(tx, trier, async () =>
    (await tx.query<{ row: string }>(`select "${readable}"::text as row from "${table}" order by 1`)).map(({ row }) => row).join(' '),
  )

/** A row as it is there already, once more, and once more as the trier's own: the policy speaks before the unique key does. */
async function insertTried(tx: Query, { table, rows, insert }: Probed, { check }: Policy, trier: Trier): Promise<string> {
  const names = insert.map((one) => `"${one}"`).join(', ')
  const own = [...(check ?? '').matchAll(/(\w+) = \( SELECT my_id/g)].map((match) => match[1]!)
  const answers: string[] = []
  for (const row of rows)
    for (const columns of own.length > 0 ? [[], own] : [[]]) {
      const mine = JSON.stringify({ ...JSON.parse(row), ...Object.fromEntries(columns.map((one) => [one, trier.id])) })
      const text = `insert into "${table}" (${names}) overriding system value select ${names} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`
      const answer = await as(tx, trier, async () => {
        await tx.query(text, [mine])
        return 'in'
      })
      answers.push(answer === '42501' ? 'refused' : 'in')
    }
  return answers.join(' ')
}

/** Updates that read nothing, so that the policy for reading does not stand in for the one that is tried. */
async function updateTried(tx: Query, { table, updates }: Probed, trier: Trier): Promise<string> {
  const answers: string[] = []
  for (const { column, values } of updates)
    for (const value of values) answers.push(await changed(tx, table, trier, `update "${table}" set "${column}" = ${value}`))
  return answers.join(' ')
}

/** How many rows a statement changed, counted by the owner; or the code of what refused it. */
async function changed(tx: Query, table: string, trier: Trier, text: string): Promise<string> {
  const places = async () => new Set((await tx.query<{ row: string }>(`select ctid::text as row from "${table}"`)).map(({ row }) => row))
  const before = await places()
  await tx.query('savepoint change')
  const refused = await as(tx, trier, async () => {
    await tx.query(text)
    return ''
  })
  if (refused === '') await tx.query('reset role')
  const after = refused === '' ? await places() : before
  await tx.query('rollback to savepoint change')
  return refused || String([...before].filter((row) => !after.has(row)).length)
}

/** As the trier; what is refused gives its code, and the trier's role ends with the savepoint around. */
async function as(tx: Query, { id }: Trier, work: () => Promise<string>): Promise<string> {
  await tx.query('savepoint attempt')
  try {
    await tx.query('set local role postakte_api')
    if (id !== null) await tx.query('select enter($1)', [id])
    const result = await work()
    await tx.query('reset role')
    return result
  } catch (error) {
    await tx.query('rollback to savepoint attempt')
    await tx.query('reset role')
    return String((error as { code?: string }).code)
  }
}
