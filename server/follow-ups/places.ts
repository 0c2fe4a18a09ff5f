import type { FollowUpPlace, ForWhom } from '@postakte/shared/api/follow-ups'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { requireRecord } from '../rights/records'

/** Whose a record or mail is, and what one needs to see it. */
export interface Place {
  readonly id: string
  readonly audiences: readonly number[]
  readonly permission: (typeof permissions)[FollowUpPlace['kind']]
}

/** What one needs to see a record or mail of that kind. */
export const permissions = { contact: 'contacts.read', case: 'cases.read', opportunity: 'opportunities.read', mail: 'mails.read' } as const

/** The place, if the caller sees it; a merged record is the one that it became. */
export async function requirePlace(tx: Query, me: Acting, { kind, id }: FollowUpPlace): Promise<Place> {
  const permission = permissions[kind]
  if (kind === 'mail') return { id, audiences: await audiencesOfMail(tx, me, id), permission }
  const { target, audience } = await requireRecord(tx, me, { kind, id })
  return { id: target.id, audiences: [audience], permission }
}

async function audiencesOfMail(tx: Query, me: Acting, id: string): Promise<number[]> {
  const [row] = await tx.query<{ audiences: number[] }>(`select to_jsonb(audiences) as audiences from mails where id = $1::text::bigint`, [
    id,
  ])
  if (!row || !can(me, 'see', { kind: 'mail', audiences: row.audiences })) throw notFound()
  return row.audiences
}

/** SQL: whether this user sees what is for one of these audiences, with this permission. */
export const userSees = (user: string, audiences: string, permission: string) =>
  `exists (select from unnest(${audiences}) a where would_see(${user}, a, ${permission}))`
/** SQL: whether the whole team does: what is everybody's, an open team's, or the team's own. */
export const teamSees = (team: string, audiences: string) =>
  `exists (select from unnest(${audiences}) a where a in (0, ${team}) or exists (select from teams t where t.id = a and not t.closed))`

/** Nobody is given what they would not see. */
export async function requireSees(tx: Query, { audiences, permission }: Omit<Place, 'id'>, whom: ForWhom): Promise<void> {
  const given = 'array(select jsonb_array_elements_text($2::text::jsonb)::int)'
  const [row] =
    'userId' in whom
      ? await tx.query<{ there: boolean; sees: boolean }>(
          `select exists (select from users where id = $1 and active) as there, ${userSees('$1', given, '$3')} as sees`,
          [whom.userId, json(audiences), permission],
        )
      : await tx.query<{ there: boolean; sees: boolean }>(
          `select exists (select from teams where id = $1) as there, ${teamSees('$1', given)} as sees`,
          [whom.teamId, json(audiences)],
        )
  if (!row!.there) throw notFound()
  if (!row!.sees) throw new Problem('assignee-would-not-see')
}
