import type { Query } from '../db/db'
import { changedMeanwhile, notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'
import { editOpportunity } from './change'
import { type LoadedOpportunity, seeOpportunity } from './load'
import { requireOwnerSees } from './sight'

export interface Handover {
  readonly version: number
  readonly teamId: number | null
  readonly ownerId: number | null
}

/** To a team or an owner, whether or not the caller sees it afterwards. A private one stays private and needs its new owner. */
export async function handOverOpportunity(tx: Query, me: Acting, opportunityId: string, to: Handover): Promise<LoadedOpportunity> {
  const before = await editOpportunity(tx, me, opportunityId, to.version)
  if (before.private && to.ownerId === null) throw notFound()
  await requireOwnerSees(tx, { private: before.private, ...to })
  const [row] = await tx.query<{ done: boolean }>(`select hand_over_opportunity($1::text::bigint, $2, $3::int, $4::int) as done`, [
    opportunityId,
    to.version,
    to.teamId,
    to.ownerId,
  ])
  if (!row!.done) throw changedMeanwhile(await seeOpportunity(tx, me, opportunityId))
  return before
}
