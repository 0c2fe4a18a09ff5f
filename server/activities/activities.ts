import type { ActivityAnswer } from '@postakte/shared/api/activities'
import type { RecordRef } from '@postakte/shared/api/record-ref'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { instantOf } from '../db/instant'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { caseRefSql, contactRefSql, opportunityRefSql } from '../rights/records'

interface ActivityRow extends Omit<ActivityAnswer, 'mayChange' | 'under'> {
  readonly under: readonly Under[]
  readonly audiences: number[]
}

/** A record that an activity lies under, and whose that is; null: a contact, which is everybody's. */
export interface Under {
  readonly ref: RecordRef
  readonly audience: number | null
}

/** A call, note or meeting as the caller sees it, and whom it is for. */
export interface Activity {
  readonly answer: ActivityAnswer
  readonly under: readonly Under[]
  readonly audiences: readonly number[]
}

/** SQL: the records that activity `a` lies under, as far as the caller's policies let them be seen. */
export const underSql = (a: string) => `coalesce((select jsonb_agg(jsonb_build_object('audience', coalesce(k.audience, o.audience),
    'ref', case when c.id is not null then ${contactRefSql('c')} when k.id is not null then ${caseRefSql('k')} else ${opportunityRefSql('o')} end) order by g.id)
  from filings g left join contacts c on c.id = g.contact_id left join cases k on k.id = g.case_id left join opportunities o on o.id = g.opportunity_id
  where g.activity_id = ${a}.id and g.removed_at is null and coalesce(c.id, k.id, o.id) is not null), '[]')`

/** The activity; unknown when it is not there for the caller, and so is a mail's. */
export async function loadActivity(tx: Query, me: Acting, id: string): Promise<Activity> {
  const [row] = await tx.query<ActivityRow>(
    `select a.id::text as id, a.kind, ${instantOf('a.occurred_at')} as "occurredAt", coalesce(a.title, '') as title, coalesce(a.text, '') as text, a.direction, a.minutes,
       jsonb_build_object('id', u.id, 'name', u.name) as user, a.version, ${instantOf('a.deleted_at')} as "deletedAt", to_jsonb(a.audiences) as audiences, ${underSql('a')} as under
     from activities a join users u on u.id = a.user_id where a.id = $1::text::bigint and a.kind <> 'mail'`,
    [id],
  )
  if (!row || !can(me, 'see', rightsOf(row))) throw notFound()
  const { audiences, under, ...answer } = row
  return { answer: { ...answer, under: under.map(({ ref }) => ref), mayChange: can(me, 'edit', rightsOf(row)) }, under, audiences }
}

/** The activity, if the caller may change it and saw its newest version. */
export async function loadForChange(tx: Query, me: Acting, id: string, version: number): Promise<Activity> {
  const activity = await loadActivity(tx, me, id)
  requireMayChange(activity)
  if (activity.answer.version !== version || activity.answer.deletedAt !== null) throw changedMeanwhile(activity.answer)
  return activity
}

export function requireMayChange({ answer }: Activity): void {
  if (!answer.mayChange) throw new Problem('not-allowed', { permission: 'activities.write-all' })
}

/** After a change that named a version: who came second gets what the first made. */
export async function requireChanged(tx: Query, me: Acting, id: string, changed: readonly unknown[]): Promise<Activity> {
  const now = await loadActivity(tx, me, id)
  if (changed.length === 0) throw changedMeanwhile(now.answer)
  return now
}

function rightsOf({ kind, audiences, user, deletedAt }: ActivityRow) {
  return { kind: 'activity', activityKind: kind, audiences, userId: user.id, deleted: deletedAt !== null } as const
}
