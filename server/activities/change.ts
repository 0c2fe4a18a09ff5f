import type { ActivityAnswer, activityRoutes } from '@postakte/shared/api/activities'
import type { BodyOf } from '@postakte/shared/api/route'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { Problem } from '@postakte/shared/model/problem'
import type { ApiTx } from '../http/api/call'
import type { Acting } from '../rights/can'
import { requireRecords } from '../rights/records'
import { type Activity, loadActivity, loadForChange, requireChanged, requireMayChange } from './activities'
import { fileUnder, takeFromOthers } from './file-under'
import { announce, takenFrom } from './tell'

type Change = BodyOf<typeof activityRoutes.changeActivity>

/** Changes what was logged: one's own, and with a permission that of others. Its place in every timeline moves with its time. */
export async function changeActivity(tx: ApiTx, me: Acting, id: string, change: Change): Promise<Activity> {
  const before = await loadForChange(tx, me, id, change.version)
  requireFieldsOf(before.answer.kind, change)
  const { version, ...fields } = change
  const changed = await tx.query(
    `update activities set occurred_at = coalesce($3::text::timestamptz, occurred_at), title = coalesce($4, title), text = coalesce($5, text), direction = coalesce($6, direction),
       minutes = case when $7 then $8::int else minutes end, version = version + 1 where id = $1::text::bigint and version = $2 and deleted_at is null returning id`,
    [
      id,
      version,
      change.occurredAt ?? null,
      change.title ?? null,
      change.text ?? null,
      change.direction ?? null,
      change.minutes !== undefined,
      change.minutes ?? null,
    ],
  )
  const now = await requireChanged(tx, me, id, changed)
  tx.journal({ action: 'activity.change', kind: 'activity', recordId: id, facts: { now: fields, before: earlier(before.answer, fields) } })
  announce(tx, now, 'changed')
  return now
}

/** What the changed fields said before. */
const earlier = (answer: ActivityAnswer, fields: object) => Object.fromEntries(Object.entries(answer).filter(([field]) => field in fields))

function requireFieldsOf(kind: string, { direction, minutes }: Change): void {
  const field = direction !== undefined && kind !== 'call' ? 'direction' : minutes !== undefined && kind === 'note' ? 'minutes' : null
  if (field !== null) throw new Problem('activity-has-no-such-field', { field })
}

/** Files it under these records instead of those that the caller sees it under now. */
export async function refileActivity(tx: ApiTx, me: Acting, id: string, version: number, under: readonly TargetRef[]): Promise<Activity> {
  const before = await loadForChange(tx, me, id, version)
  const wanted = await requireRecords(tx, me, under)
  const changed = await tx.query(`update activities set version = version + 1 where id = $1::text::bigint and version = $2 returning id`, [
    id,
    version,
  ])
  if (changed.length > 0) {
    await fileUnder(tx, me, id, wanted)
    await takeFromOthers(tx, me, id, wanted)
  }
  const now = await requireChanged(tx, me, id, changed)
  tx.journal({ action: 'activity.refile', kind: 'activity', recordId: id, facts: { before: before.answer.under, under } })
  announce(tx, before, 'taken-away', takenFrom(before, now))
  announce(tx, now, 'refiled')
  return now
}

/** Takes it out of every timeline; its filings stay as they are, for the undo. */
export async function deleteActivity(tx: ApiTx, me: Acting, id: string, version: number): Promise<Activity> {
  await loadForChange(tx, me, id, version)
  const changed = await tx.query(
    `update activities set deleted_at = now(), version = version + 1 where id = $1::text::bigint and version = $2 and deleted_at is null returning id`,
    [id, version],
  )
  const now = await requireChanged(tx, me, id, changed)
  tx.journal({ action: 'activity.delete', kind: 'activity', recordId: id, facts: { title: now.answer.title } })
  announce(tx, now, 'deleted')
  return now
}

/** Puts it back where it was; one that is there already stays as it is. */
export async function undeleteActivity(tx: ApiTx, me: Acting, id: string): Promise<Activity> {
  requireMayChange(await loadActivity(tx, me, id))
  const changed = await tx.query(
    `update activities set deleted_at = null, version = version + 1 where id = $1::text::bigint and deleted_at is not null returning id`,
    [id],
  )
  const now = await loadActivity(tx, me, id)
  if (changed.length === 0) return now
  tx.journal({ action: 'activity.undelete', kind: 'activity', recordId: id, facts: { title: now.answer.title } })
  announce(tx, now, 'logged')
  return now
}
