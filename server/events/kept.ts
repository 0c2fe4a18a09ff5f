import type { LiveEvent } from '@postakte/shared/api/live-event'
import type { Query } from '../db/db'

export interface KeptEvent extends LiveEvent {
  readonly id: number
  readonly audiences: readonly number[]
}

const columns = `e.id::text as id, kind, to_jsonb(audiences) as audiences, data, by_user as by, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`

/** The next ones in their order, up to and with `upTo`: as owner all of them, in a user's transaction those of the user. */
export async function eventsAfter(tx: Query, after: number, upTo: number | null, limit: number): Promise<KeptEvent[]> {
  const rows = await tx.query<Omit<KeptEvent, 'id'> & { id: string }>(
    `select ${columns} from events e where e.id > $1::text::bigint and ($2::text is null or e.id <= $2::text::bigint) order by e.id limit $3::int`,
    [String(after), upTo === null ? null : String(upTo), limit],
  )
  return rows.map((row) => ({ ...row, id: Number(row.id) }))
}

/** How far the events have come. */
export interface EventsStanding {
  /** The newest that can be seen: all before it can be seen, too. */
  readonly newest: number
  /** No id above it was ever given. */
  readonly given: number
  /** Up to here some are kept no longer. */
  readonly swept: number
}

export async function eventsStanding(db: Query): Promise<EventsStanding> {
  const [row] = await db.query<Record<keyof EventsStanding, string>>(
    `select (select coalesce(max(id), 0)::text from events) as newest, (select last_value::text from events_id_seq) as given,
       coalesce((select value ->> 'upTo' from settings where key = 'events-swept'), '0') as swept`,
  )
  return { newest: Number(row!.newest), given: Number(row!.given), swept: Number(row!.swept) }
}
