import type { managedUser, user } from '@postakte/shared/api/people'
import type { Permission } from '@postakte/shared/model/permissions'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'

export type User = z.input<typeof user>
export type ManagedUser = z.input<typeof managedUser>

const named = (alias: string) => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`
export const absenceColumn = `case when u.absent_from is null then null else jsonb_build_object('from', u.absent_from, 'until', u.absent_until,
  'substitute', (select ${named('s')} from users s where s.id = u.substitute_id)) end as absence`
const columns = `u.id, u.login, u.name, u.address, u.active, ${absenceColumn},
  (select coalesce(jsonb_agg(${named('t')} order by t.name), '[]') from team_members m join teams t on t.id = m.team_id where m.user_id = u.id) as teams`
const managedColumns = `${columns}, u.language, u.version, u.has_password as "hasPassword", u.has_subject as "hasCompanySignIn",
  to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
  (select coalesce(jsonb_agg(${named('r')} order by r.name), '[]') from user_roles x join roles r on r.id = x.role_id where x.user_id = u.id) as roles`

export interface UserList {
  readonly active: 'yes' | 'no' | 'all'
  readonly search?: string | undefined
  /** Id of the last one of the page before. */
  readonly after?: number | undefined
  readonly limit: number
}

/** By name; one more than asked for, so that the caller knows whether there is a next page. */
export async function listUsers(tx: Query, { active, search, after, limit }: UserList): Promise<{ items: User[]; next: string | null }> {
  const found = await tx.query<User>(
    `select ${columns} from users u
     where ($1 = 'all' or u.active = ($1 = 'yes'))
       and ($2::text is null or u.name ilike $2 or u.login ilike $2 or u.address ilike $2)
       and ($3::int is null or (lower(u.name), u.id) > (select lower(p.name), p.id from users p where p.id = $3))
     order by lower(u.name), u.id limit $4::int + 1`,
    [active, search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`, after ?? null, limit],
  )
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? String(items.at(-1)!.id) : null }
}

export async function userById(tx: Query, id: number): Promise<User> {
  const [found] = await tx.query<User>(`select ${columns} from users u where u.id = $1`, [id])
  if (!found) throw notFound()
  return found
}

export async function managedUserById(tx: Query, id: number): Promise<ManagedUser> {
  const [found] = await tx.query<ManagedUser>(`select ${managedColumns} from users u where u.id = $1`, [id])
  if (!found) throw notFound()
  return found
}

/** What that user may do by all roles together; of an unknown user nothing. */
export async function permissionsOf(tx: Query, id: number): Promise<Permission[]> {
  const [row] = await tx.query<{ all: Permission[] }>(`select to_jsonb(permissions_of($1::int)) as all`, [id])
  return row!.all
}

/** For whom this user stands in today. */
export const standsInFor = (tx: Query, id: number): Promise<{ id: number; name: string }[]> =>
  tx.query(
    `select id, name from users where id = any(array(select stands_in_for($1::int))) and id <> $1::int and active order by name, id`,
    [id],
  )
