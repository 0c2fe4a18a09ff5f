import type { newActivity } from '@postakte/shared/api/activities'
import type { z } from 'zod'
import type { ApiTx } from '../http/api/call'
import type { Acting } from '../rights/can'
import { requireRecords } from '../rights/records'
import { type Activity, loadActivity } from './activities'
import { fileUnder } from './file-under'
import { announce } from './tell'

type NewActivity = z.output<typeof newActivity>

/** Logs a call, note or meeting under records, each of which the caller must see. */
export async function logActivity(tx: ApiTx, me: Acting, given: NewActivity): Promise<Activity> {
  const under = await requireRecords(tx, me, given.under)
  const id = await insert(tx, me, given)
  await fileUnder(tx, me, id, under)
  const activity = await loadActivity(tx, me, id)
  tx.journal({
    action: 'activity.log',
    kind: 'activity',
    recordId: id,
    facts: { kind: given.kind, title: given.title, under: given.under },
  })
  announce(tx, activity, 'logged')
  return activity
}

async function insert(tx: ApiTx, me: Acting, given: NewActivity): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into activities (kind, occurred_at, title, text, direction, minutes, user_id) values ($1, coalesce($2::text::timestamptz, now()), $3, $4, $5, $6, $7) returning id::text as id`,
    [
      given.kind,
      given.occurredAt ?? null,
      given.title,
      given.text,
      given.kind === 'call' ? given.direction : null,
      given.kind === 'note' ? null : (given.minutes ?? null),
      me.id,
    ],
  )
  return row!.id
}
