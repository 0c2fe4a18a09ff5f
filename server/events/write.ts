import type { EventKind } from '@postakte/shared/model/event-kinds'
import type { Query } from '../db/db'
import { json } from '../db/json'

/** What others shall see at once. Ids and what changed; no names, no texts. */
export interface NewEvent {
  readonly kind: EventKind
  /** Of the record: [0] for everybody. */
  readonly audiences: readonly number[]
  readonly data: Readonly<Record<string, unknown>>
}

/** One channel for all; whoever hears it looks at the table. */
export const eventsChannel = 'postakte_events'
const eventsLock = 7_072_004

/**
 * Until the commit. Ids are given under it, so nobody sees one before all that are smaller. The events go out right behind it:
 * everybody who writes events waits from here to the commit.
 */
export const lockEvents = (tx: Query): void => tx.send('select pg_advisory_xact_lock($1)', [eventsLock])

/**
 * The last thing that a transaction does: the lock is held until its commit, so that events become visible in the order of
 * their ids. `byUser` null: the server itself. Who was present is told to nobody. Nothing is read back: the writer may be none of
 * those who hear it.
 */
export async function writeEvents(tx: Query, events: readonly NewEvent[], byUser: number | null): Promise<void> {
  if (events.length === 0) return
  lockEvents(tx)
  await tx.query(
    `with made as (
       insert into events (kind, audiences, data, by_user)
       select kind, array(select jsonb_array_elements_text(audiences)::int), data, case when kind like '%-presence' then null else $2::int end
       from jsonb_to_recordset($1::text::jsonb) as e(kind text, audiences jsonb, data jsonb))
     select pg_notify('${eventsChannel}', '')`,
    [json(events), byUser],
  )
}
