import type { FollowUpAnswer, ForWhom, followUpRoutes } from '@postakte/shared/api/follow-ups'
import type { BodyOf } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import type { ApiTx } from '../http/api/call'
import { changedMeanwhile } from '../http/problem-with'
import type { Me } from '../users/me'
import { todayOf } from '../users/today'
import { answerOf, type FollowUpRow, followUpRow, loadFollowUp } from './follow-ups'
import { type Place, permissions, requirePlace, requireSees } from './places'

interface Call {
  readonly tx: ApiTx
  readonly me: Me
  readonly language: Language
}
interface OnOne extends Call {
  readonly followUpId: string
}

/** Puts a record or mail on somebody's desk again, on a day. */
export async function makeFollowUp(
  call: Call,
  { at, for: whom = { userId: call.me.id }, ...given }: BodyOf<typeof followUpRoutes.makeFollowUp>,
) {
  const { tx, me } = call
  const place = await requirePlace(tx, me, at)
  await requireSees(tx, place, whom)
  await requireNotPast(tx, me, given.dueOn)
  const [row] = await tx.query<{ id: string }>(
    `insert into follow_ups (${at.kind}_id, user_id, team_id, due_on, text, only_without_answer, made_by) values ($1::text::bigint, $2, $3, $4::text::date, $5, $6, $7) returning id::text as id`,
    [place.id, ...columnsOf(whom), given.dueOn, given.text, given.onlyWithoutAnswer, me.id],
  )
  return told({ ...call, followUpId: row!.id }, 'make', place, { at, for: whom, ...given })
}

/** Moves it, gives it to somebody else, says it in other words. Moved or given on, it reminds anew. */
export async function changeFollowUp(call: OnOne, change: BodyOf<typeof followUpRoutes.changeFollowUp>): Promise<FollowUpAnswer> {
  const { tx, me, followUpId } = call
  const before = await openRow(call, change.version)
  const place = placeOf(before)
  if (change.for) await requireSees(tx, place, change.for)
  if (change.dueOn !== undefined) await requireNotPast(tx, me, change.dueOn)
  const [user, team] = change.for ? columnsOf(change.for) : [before.user?.id ?? null, before.team?.id ?? null]
  const changed = await tx.query(
    `update follow_ups set due_on = coalesce($3::text::date, due_on), text = coalesce($4, text), only_without_answer = coalesce($5, only_without_answer), user_id = $6, team_id = $7,
       reminded_at = case when $3::text::date <> due_on or (user_id, team_id) is distinct from ($6::int, $7::int) then null else reminded_at end, version = version + 1
     where id = $1::text::bigint and version = $2 and done_at is null and answered_at is null returning id`,
    [followUpId, change.version, change.dueOn ?? null, change.text ?? null, change.onlyWithoutAnswer ?? null, user, team],
  )
  if (changed.length === 0) throw await changedNow(call)
  const { version, ...fields } = change
  return told(call, 'change', place, { ...fields, before: { dueOn: before.dueOn, text: before.text } })
}

export async function finishFollowUp(call: OnOne, version: number): Promise<FollowUpAnswer> {
  const before = await openRow(call, version)
  const changed = await call.tx.query(
    `update follow_ups set done_at = now(), done_by = $3, version = version + 1 where id = $1::text::bigint and version = $2 and done_at is null and answered_at is null returning id`,
    [call.followUpId, version, call.me.id],
  )
  if (changed.length === 0) throw await changedNow(call)
  return told(call, 'finish', placeOf(before))
}

/** Open again. Whoever keeps one despite an answer waits for no other: the person has the last word. */
export async function reopenFollowUp(call: OnOne): Promise<FollowUpAnswer> {
  const before = await followUpRow(call.tx, call.me, call.followUpId)
  const changed = await call.tx.query(
    `update follow_ups set only_without_answer = only_without_answer and answered_at is null, done_at = null, done_by = null, answered_at = null, answered_by = null, version = version + 1
     where id = $1::text::bigint and (done_at is not null or answered_at is not null) returning id`,
    [call.followUpId],
  )
  return changed.length === 0 ? answerOf(before, call.language) : told(call, 'reopen', placeOf(before))
}

/** As the caller saw it; else what has become of it. */
async function openRow(call: OnOne, version: number): Promise<FollowUpRow> {
  const row = await followUpRow(call.tx, call.me, call.followUpId)
  if (row.version !== version || row.state === 'done' || row.state === 'answered') throw await changedNow(call)
  return row
}

const changedNow = async (call: OnOne) => changedMeanwhile(await now(call))
const now = ({ tx, me, followUpId, language }: OnOne) => loadFollowUp(tx, me, followUpId, language)

const columnsOf = (whom: ForWhom): [number | null, number | null] => ('userId' in whom ? [whom.userId, null] : [null, whom.teamId])

const placeOf = ({ at, audience, mailAudiences }: FollowUpRow): Omit<Place, 'id'> => ({
  audiences: mailAudiences ?? [audience ?? 0],
  permission: permissions[at.kind],
})

async function requireNotPast(tx: ApiTx, me: Me, dueOn: string): Promise<void> {
  const [row] = await tx.query<{ past: boolean }>(`select $2::text::date < ${todayOf('$1')} as past`, [me.id, dueOn])
  if (row!.past) throw new Problem('follow-up-in-the-past')
}

async function told(
  call: OnOne,
  action: string,
  { audiences }: Pick<Place, 'audiences'>,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<FollowUpAnswer> {
  call.tx.journal({ action: `follow-up.${action}`, kind: 'follow-up', recordId: call.followUpId, facts })
  call.tx.event({ kind: 'follow-up', audiences, data: { followUpId: call.followUpId, change: action } })
  return now(call)
}
