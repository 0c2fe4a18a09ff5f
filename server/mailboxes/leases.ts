import type { Query } from '../db/db'

/**
 * Takes or renews the leases of all active mailboxes that no other server holds, and says which this one holds now. By the
 * database's clock, so that servers need not agree on the time.
 */
export async function takeLeases(db: Query, holder: string, seconds: number): Promise<ReadonlySet<number>> {
  const held = await db.query<{ mailbox_id: number }>(
    `insert into mailbox_leases (mailbox_id, holder, until)
     select id, $1, now() + make_interval(secs => $2::int) from mailboxes where active order by id
     on conflict (mailbox_id) do update set holder = excluded.holder, until = excluded.until
       where mailbox_leases.holder = excluded.holder or mailbox_leases.until < now()
     returning mailbox_id`,
    [holder, seconds],
  )
  return new Set(held.map(({ mailbox_id }) => mailbox_id))
}

/** Gives mailboxes back at once, so that nobody waits for the end of the lease. */
export async function releaseLeases(db: Query, holder: string, mailboxIds: readonly number[]): Promise<void> {
  await db.query(
    `delete from mailbox_leases where holder = $1 and mailbox_id in (select value::int from jsonb_array_elements_text($2::text::jsonb))`,
    [holder, JSON.stringify(mailboxIds)],
  )
}
