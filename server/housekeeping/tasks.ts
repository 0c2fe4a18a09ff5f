import { presenceKinds } from '@postakte/shared/model/event-kinds'
import type { Query } from '../db/db'
import { writeEvents } from '../events/write'
import { forgetSilent } from '../presence/presence'

/** Something that is kept for a time only: deletes one slice, in one transaction, and says how many that were. */
export interface Task {
  readonly name: string
  sweep(tx: Query, slice: number): Promise<number>
}

/** One line a kind of thing. Times are those of docs/operate.md. */
export const tasks: readonly Task[] = [
  { name: 'presence', sweep: silentWindows },
  { name: 'presence events', sweep: presenceEvents },
  { name: 'events', sweep: oldEvents },
  { name: 'announced mails', sweep: deleting('sendings', `at < now() - interval '90 days'`) },
  { name: 'idempotency keys', sweep: deleting('idempotency_keys', `at < now() - interval '7 days'`) },
  { name: 'delivered webhooks', sweep: deleting('webhook_deliveries', `created_at < now() - interval '3 days' and state = 'delivered'`) },
  { name: 'webhooks in vain', sweep: deleting('webhook_deliveries', `created_at < now() - interval '30 days'`) },
]

function deleting(table: string, old: string): Task['sweep'] {
  return async (tx, slice) =>
    (await tx.query(`delete from ${table} where ctid = any(array(select ctid from ${table} where ${old} limit $1)) returning 1`, [slice]))
      .length
}

async function silentWindows(tx: Query): Promise<number> {
  await writeEvents(tx, await forgetSilent(tx), null)
  return 0
}

/** Of the moment, like presence itself. Whoever comes back later asks for the presence of what he shows. */
async function presenceEvents(tx: Query, slice: number): Promise<number> {
  const rows = await tx.query(
    `delete from events where id = any(array(select id from events where kind in (${presenceKinds.map((kind) => `'${kind}'`).join(', ')}) and at < now() - interval '10 minutes' limit $1)) returning 1`,
    [slice],
  )
  return rows.length
}

/** Never what the webhooks have not yet read. The place up to which some are gone is kept: clients from before it load anew. */
async function oldEvents(tx: Query, slice: number): Promise<number> {
  const rows = await tx.query<{ id: string }>(
    `delete from events where id = any(array(select id from events where at < now() - interval '3 days'
       and id <= coalesce((select (value ->> 'upTo')::bigint from settings where key = 'webhooks-read'), 0) order by id limit $1)) returning id::text as id`,
    [slice],
  )
  if (rows.length > 0) await keepSwept(tx, Math.max(...rows.map(({ id }) => Number(id))))
  return rows.length
}

const keepSwept = (tx: Query, upTo: number) =>
  tx.query(
    `insert into settings (key, value) values ('events-swept', jsonb_build_object('upTo', $1::text))
     on conflict (key) do update set value = case when (settings.value ->> 'upTo')::bigint < $1::text::bigint then excluded.value else settings.value end`,
    [String(upTo)],
  )
