import type { BodyOf } from '@postakte/shared/api/route'
import type { teamRoutes, teamWithMembers } from '@postakte/shared/api/teams'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { sqlState, uniqueViolation } from '../db/refusals'
import { changedMeanwhile, notFound } from '../http/problem-with'

type TeamWithMembers = z.input<typeof teamWithMembers>
type Team = Omit<TeamWithMembers, 'members'>

const columns = `t.id, t.name, t.closed, t.on_reply as "onReply", t.reopen_days as "reopenDays", t.tag_subjects as "tagSubjects", t.version`

export const listTeams = (tx: Query): Promise<Team[]> => tx.query(`select ${columns} from teams t order by lower(t.name), t.id`)

export async function teamById(tx: Query, id: number): Promise<TeamWithMembers> {
  const [found] = await tx.query<TeamWithMembers>(
    `select ${columns}, (select coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id), '[]')
       from team_members m join users u on u.id = m.user_id where m.team_id = t.id) as members
     from teams t where t.id = $1`,
    [id],
  )
  if (!found) throw notFound()
  return found
}

export async function makeTeam(tx: Query, team: BodyOf<typeof teamRoutes.makeTeam>): Promise<number> {
  const [made] = await tx.query<{ id: number }>(
    `insert into teams (name, closed, on_reply, reopen_days, tag_subjects) values ($1, $2, $3, $4, $5) on conflict (name) do nothing returning id`,
    [team.name, team.closed, team.onReply, team.reopenDays, team.tagSubjects],
  )
  if (!made) throw new Problem('name-taken', { name: team.name })
  return made.id
}

export async function changeTeam(tx: Query, id: number, change: BodyOf<typeof teamRoutes.changeTeam>): Promise<void> {
  const { version, name, closed, onReply, reopenDays, tagSubjects } = change
  const changed = await tx
    .query(
      `update teams set version = version + 1, name = coalesce($3, name), closed = coalesce($4, closed), on_reply = coalesce($5, on_reply),
         reopen_days = case when $6 then $7 else reopen_days end, tag_subjects = coalesce($8, tag_subjects)
       where id = $1 and version = $2 returning id`,
      [id, version, name ?? null, closed ?? null, onReply ?? null, reopenDays !== undefined, reopenDays ?? null, tagSubjects ?? null],
    )
    .catch((error: unknown) => {
      throw sqlState(error) === uniqueViolation ? new Problem('name-taken', { name: name ?? '' }) : error
    })
  if (changed.length === 0) throw changedMeanwhile(await teamById(tx, id))
}

/** Of a team or user that does not exist the foreign key tells. */
export const addMember = (tx: Query, teamId: number, userId: number) =>
  tx.query('insert into team_members (team_id, user_id) values ($1, $2) on conflict do nothing', [teamId, userId])

/** False: the user was no member. */
export const removeMember = async (tx: Query, teamId: number, userId: number): Promise<boolean> =>
  (await tx.query('delete from team_members where team_id = $1 and user_id = $2 returning user_id', [teamId, userId])).length === 1
