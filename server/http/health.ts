import type { Query } from '../db/db'

export interface Health {
  readonly ok: boolean
  readonly waiting: number
  /** Seconds since the oldest mail waits to be filed; null when none waits. */
  readonly oldestWaitingSeconds: number | null
  readonly quarantined: number
  readonly mailboxesFailing: number
}

/** For monitoring: no login, no names, no addresses. Counts stop at 10,000. */
export async function health(db: Query): Promise<Health> {
  const [row] = await db.query<{
    waiting: number
    oldest: number | null
    quarantined: number
    failing: number
  }>(
    `select (select count(*)::int from (select 1 from sightings where state = 'received' limit 10000) w) as waiting,
            (select extract(epoch from now() - received_at)::int from sightings where state = 'received' order by id limit 1) as oldest,
            (select count(*)::int from (select 1 from sightings where state = 'quarantined' limit 10000) q) as quarantined,
            (select count(*)::int from mailboxes where active and problem is not null) as failing`,
  )
  const { waiting, oldest, quarantined, failing } = row!
  return { ok: failing === 0, waiting, oldestWaitingSeconds: oldest, quarantined, mailboxesFailing: failing }
}
