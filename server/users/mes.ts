import type { Permission } from '@postakte/shared/model/permissions'
import type { Query } from '../db/db'
import { type Me, type MeRow, meFrom, signedIn } from './me'

type ActingRow = Omit<MeRow, 'permissions' | 'teams'> & { readonly roleIds: number[] | null; readonly teamIds: number[] | null }

/** By token id, as things are now: who is no longer signed in is missing. */
export const mesOf = (db: Query, tokenIds: readonly string[]): Promise<Map<string, Me>> =>
  mesIn(db, `tokens t where ${signedIn} and t.id in (select value::bigint from jsonb_array_elements_text($1::text::jsonb))`, [
    JSON.stringify(tokenIds),
  ])

/**
 * Many at once, each as `meOf` would say: the active users in whose name something acts, by its id. `acting`: a table with `id`,
 * `user_id` and `scopes`, as `t`, and its conditions. Roles and teams are read once, not for each.
 */
export async function mesIn(db: Query, acting: string, parameters: readonly unknown[] = []): Promise<Map<string, Me>> {
  const rows = await db.query<ActingRow>(
    `select a.id::text as "tokenId", to_jsonb(a.scopes) as scopes, u.id, u.login, u.name, u.address, u.language, r.ids as "roleIds", m.ids as "teamIds"
     from (select t.id, t.user_id, t.scopes from ${acting}) a join users u on u.id = a.user_id
       left join (select user_id, jsonb_agg(role_id) as ids from user_roles group by user_id) r on r.user_id = u.id
       left join (select user_id, jsonb_agg(team_id) as ids from team_members group by user_id) m on m.user_id = u.id
     where u.active`,
    parameters,
  )
  if (rows.length === 0) return new Map()
  const permissionsOf = await rolesOf(db)
  const teams = await db.query<{ id: number; name: string; closed: boolean }>('select id, name, closed from teams order by name')
  return new Map(
    rows.map(({ roleIds, teamIds, ...row }) => {
      const mine = new Set(teamIds)
      return [
        row.tokenId,
        meFrom({ ...row, permissions: permissionsOf(roleIds ?? []), teams: teams.map((team) => ({ ...team, member: mine.has(team.id) })) }),
      ]
    }),
  )
}

/** The permissions of several roles together. */
async function rolesOf(db: Query): Promise<(roleIds: readonly number[]) => Permission[]> {
  const roles = await db.query<{ id: number; permissions: Permission[] }>('select id, to_jsonb(permissions) as permissions from roles')
  const byId = new Map(roles.map(({ id, permissions }) => [id, permissions]))
  return (roleIds) => [...new Set(roleIds.flatMap((id) => byId.get(id) ?? []))]
}
