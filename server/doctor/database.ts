import { checkApiRole } from '../db/api-role'
import { carelessSettings } from '../db/postgres'
import { schemaOf } from '../db/schema-version'
import { bad, badly, type Examined, type Finding, good, hint, problemOf } from './finding'

/** PostgreSQL 15: what filing asks of it (unique nulls, merge). */
const oldest = 150_000
/** Tokens and sign-in services bear less than a minute. */
const mostSecondsApart = 10

/** The engine, how it keeps what is committed, its clock, and how far the schema is. */
export async function checkDatabase({ db, config }: Examined): Promise<readonly Finding[]> {
  return [
    ...(db.kind === 'embedded' ? [hint('database-embedded', { folder: config.POSTAKTE_DATA })] : await engine(db)),
    ...(await clock(db)),
    ...(await schemaFindings(db)),
  ]
}

async function engine(db: Examined['db']): Promise<readonly Finding[]> {
  const [row] = await db.query<{ version: string; number: number; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding`,
  )
  const { version, number, encoding } = row!
  const careless = await carelessSettings(db)
  return [
    number < oldest ? bad('database-old', { version }) : good('database-version', { version }),
    ...(encoding === 'UTF8' ? [] : [bad('database-encoding', { encoding })]),
    ...(careless.length > 0 ? [bad('database-careless', { settings: careless.join(', ') })] : []),
  ]
}

async function clock(db: Examined['db']): Promise<readonly Finding[]> {
  const before = Date.now()
  const [row] = await db.query<{ now: number }>(`select extract(epoch from clock_timestamp())::float8 as now`)
  const apart = Math.round(Math.abs(row!.now - (before + Date.now()) / 2_000))
  return apart > mostSecondsApart ? [bad('clock-apart', { seconds: apart })] : []
}

async function schemaFindings(db: Examined['db']): Promise<readonly Finding[]> {
  const schema = await schemaOf(db)
  if (schema === 'newer') return [bad('schema-newer')]
  if (schema !== 'same') return [hint(schema === 'none' ? 'schema-none' : 'schema-older')]
  const lost = db.kind === 'postgres' ? await checkApiRole(db).then(() => null, problemOf) : null
  return [lost ? badly(lost) : good('schema-same')]
}
