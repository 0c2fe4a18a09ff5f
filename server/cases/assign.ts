import type { caseStateRoutes } from '@postakte/shared/api/case-states'
import type { BodyOf } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'
import type { LoadedCase } from './case-row'
import { editCase, findCase, outdated, seeCase } from './load'

/**
 * Gives a case to a team and a person. Who is left out of the call stays, unless that person may not see the case in its new
 * team. `now` is null when the caller himself may no longer see it.
 */
export async function assignCase(
  tx: Query,
  me: Acting,
  id: string,
  { version, teamId, assigneeId }: BodyOf<typeof caseStateRoutes.assignCase>,
): Promise<{ before: LoadedCase; now: LoadedCase | null /** Who sees it now. */; audience: number }> {
  const before = await editCase(tx, me, id, version)
  const team = teamId === undefined ? (before.team?.id ?? null) : teamId
  const assignee = assigneeId === undefined ? (before.assignee?.id ?? null) : assigneeId
  const [row] = await tx.query<{ result: string }>(
    `select hand_case($1::text::bigint, $2::int, $3::int,
       case when $5::boolean and not sees_case($4::int, $3::int, $6::boolean, $7::int, $8) then null else $4::int end) as result`,
    [id, version, team, assignee, assigneeId === undefined, before.private, before.owner?.id ?? null, before.status],
  )
  if (row?.result === 'cannot-see') throw new Problem('case-assignee-cannot-see')
  if (row?.result === 'changed') throw outdated(await seeCase(tx, me, id))
  if (row?.result !== 'done') throw notFound()
  return { before, now: await findCase(tx, me, id), audience: before.private ? before.audience : (team ?? 0) }
}
