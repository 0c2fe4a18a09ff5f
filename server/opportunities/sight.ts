import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'

export interface Sight {
  readonly private: boolean
  readonly ownerId: number | null
  readonly teamId: number | null
}

/** As the database generates it (docs/rights.md). */
export const audienceOf = ({ private: isPrivate, ownerId, teamId }: Sight): number =>
  isPrivate ? -(ownerId ?? 2_147_483_647) : (teamId ?? 0)

/** Nobody loses sight of an opportunity by editing it: that is what handing over is for. */
export function requireInSight(me: Acting, sight: Sight): void {
  if (!me.audiences.has(audienceOf(sight))) throw new Problem('would-be-out-of-sight')
}

/** The team exists; the owner is here and sees what is the owner's. */
export async function requireOwnerSees(tx: Query, { private: isPrivate, ownerId, teamId }: Sight): Promise<void> {
  const [row] = await tx.query<{ team: boolean; here: boolean; sees: boolean }>(
    `select $2::int is null or exists (select from teams where id = $2::int) as team,
       $1::int is null or exists (select from users where id = $1::int and active) as here,
       $1::int is null or $3::boolean or $2::int is null
         or exists (select from teams where id = $2::int and not closed)
         or exists (select from team_members where team_id = $2::int and user_id = $1::int)
         or exists (select from user_roles x join roles r on r.id = x.role_id where x.user_id = $1::int and 'cases.read-all' = any(r.permissions)) as sees`,
    [ownerId, teamId, isPrivate],
  )
  if (!row!.team || !row!.here) throw notFound()
  if (!row!.sees) throw new Problem('opportunity-owner-cannot-see')
}
