import type { Query } from '../db/db'
import { within } from './within'

export interface Health {
  readonly ok: boolean
  readonly database: 'ok' | 'unreachable'
  readonly mailboxes: number
  readonly mailboxesFailing: number
  readonly waiting: number
  /** Seconds since the oldest mail waits to be filed; null when none waits. */
  readonly oldestWaitingSeconds: number | null
  readonly quarantined: number
  /** Private mails that were not taken in (docs/mailboxes.md). */
  readonly privateLeft: number
}

type Counts = Omit<Health, 'ok' | 'database'>

/** A monitor must have its answer before it gives up itself. */
const patience = 3_000

/** For monitoring: no login, no names, no addresses. Counts stop at 10,000. */
export async function health(db: Query): Promise<Health> {
  // A database that refuses and one that is silent are the same to a monitor.
  const counts = await within(
    patience,
    countsOf(db).catch(() => null),
  )
  if (!counts) return { ok: false, database: 'unreachable', ...nothingKnown }
  return { ok: counts.mailboxesFailing === 0, database: 'ok', ...counts }
}

const nothingKnown: Counts = { mailboxes: 0, mailboxesFailing: 0, waiting: 0, oldestWaitingSeconds: null, quarantined: 0, privateLeft: 0 }

async function countsOf(db: Query): Promise<Counts> {
  const [row] = await db.query<Counts>(
    `select (select count(*)::int from mailboxes where active) as mailboxes,
            (select count(*)::int from mailboxes where active and problem is not null) as "mailboxesFailing",
            (select count(*)::int from (select 1 from sightings where state = 'received' limit 10000) w) as waiting,
            (select extract(epoch from now() - received_at)::int from sightings where state = 'received' order by id limit 1) as "oldestWaitingSeconds",
            (select count(*)::int from (select 1 from sightings where state = 'quarantined' limit 10000) q) as quarantined,
            (select count(*)::int from (select 1 from left_mails limit 10000) l) as "privateLeft"`,
  )
  return row!
}
