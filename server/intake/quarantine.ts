import type { Query } from '../db/db'
import { json } from '../db/json'

/** Three failures, then a person or the next release. */
const mostAttempts = 3

/** Counts a failure of a mail: it waits a while and comes again, or goes to quarantine with its reason. Others go on. */
export async function fail(db: Query, sightingId: string, error: unknown): Promise<void> {
  const problem = { code: 'unreadable', reason: String((error as Error)?.message ?? error).slice(0, 500) }
  await db.query(
    `update sightings set attempts = attempts + 1, problem = $2::text::jsonb, retry_at = now() + make_interval(secs => 5 * (attempts + 1)),
       state = case when attempts + 1 >= $3 then 'quarantined' else state end where id = $1::bigint and state = 'received'`,
    [sightingId, json(problem), mostAttempts],
  )
}

export interface Quarantined {
  readonly id: string
  readonly folder: string
  readonly receivedAt: string
  readonly problem: { readonly code: string; readonly reason: string }
}

export async function quarantined(db: Query): Promise<Quarantined[]> {
  return db.query<Quarantined>(
    `select id::text as id, folder, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt", problem from sightings where state = 'quarantined' order by id limit 500`,
  )
}

/** Back to the waiting mails, with all attempts before it; false when it was not in quarantine. */
export async function retry(db: Query, sightingId: string): Promise<boolean> {
  const rows = await db.query(
    `update sightings set state = 'received', attempts = 0, retry_at = null where id = $1::bigint and state = 'quarantined' returning id`,
    [sightingId],
  )
  return rows.length === 1
}
