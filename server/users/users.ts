import type { peopleRoutes } from '@postakte/shared/api/people'
import type { BodyOf } from '@postakte/shared/api/route'
import type { Permission } from '@postakte/shared/model/permissions'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { sqlState, uniqueViolation } from '../db/refusals'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { requireWithin } from './beyond'
import { managedUserById, permissionsOf } from './read-users'

type Permissions = ReadonlySet<Permission>
type NewUser = BodyOf<typeof peopleRoutes.makeUser>
type UserChange = BodyOf<typeof peopleRoutes.changeUser>

/** Parameter n as a set of numbers. */
const numbers = (n: number) => `(select jsonb_array_elements_text($${n}::text::jsonb)::int)`

export async function makeUser(
  tx: Query,
  mine: Permissions,
  { login, name, address, language, roleIds, teamIds }: NewUser,
): Promise<number> {
  await requireRolesWithin(tx, mine, roleIds)
  const [made] = await tx.query<{ id: number }>(
    `insert into users (login, name, address, language) values ($1, $2, $3, $4) on conflict (login) do nothing returning id`,
    [login, name, address, language],
  )
  if (!made) throw new Problem('login-taken', { login })
  await addRoles(tx, made.id, roleIds)
  await tx.query(`insert into team_members (team_id, user_id) select distinct team, $1::int from ${numbers(2)} x(team)`, [
    made.id,
    json(teamIds),
  ])
  return made.id
}

const addRoles = (tx: Query, userId: number, roleIds: readonly number[]) =>
  tx.query(`insert into user_roles (user_id, role_id) select distinct $1::int, role from ${numbers(2)} x(role) on conflict do nothing`, [
    userId,
    json(roleIds),
  ])

async function requireRolesWithin(tx: Query, mine: Permissions, roleIds: readonly number[]): Promise<void> {
  const roles = await tx.query<{ permissions: Permission[] }>(
    `select to_jsonb(permissions) as permissions from roles where id in ${numbers(1)}`,
    [json(roleIds)],
  )
  if (roles.length < new Set(roleIds).size) throw notFound()
  requireWithin(
    mine,
    roles.flatMap(({ permissions }) => permissions),
    'role-beyond-yours',
  )
}

/** A login is how a sign-in service may know somebody, an address where his mail goes: only who may do all that he may changes them. */
export async function changeUser(tx: Query, mine: Permissions, id: number, change: UserChange): Promise<void> {
  const { login, address } = await managedUserById(tx, id)
  const isTakenOver = (change.login ?? login) !== login || (change.address !== undefined && change.address !== address)
  if (isTakenOver) requireWithin(mine, await permissionsOf(tx, id), 'user-beyond-yours')
  await ofVersion(tx, id, () =>
    tx.query(
      `update users set version = version + 1, login = coalesce($3, login), name = coalesce($4, name),
         address = case when $5 then $6 else address end, language = case when $7 then $8 else language end
       where id = $1 and version = $2 returning id`,
      [
        id,
        change.version,
        change.login ?? null,
        change.name ?? null,
        change.address !== undefined,
        change.address ?? null,
        change.language !== undefined,
        change.language ?? null,
      ],
    ),
  ).catch((error: unknown) => {
    throw sqlState(error) === uniqueViolation ? new Problem('login-taken', { login: change.login ?? '' }) : error
  })
}

/** Those that are new are given before the others are taken: nobody loses, on the way, what he keeps. */
export async function setRoles(tx: Query, mine: Permissions, id: number, version: number, roleIds: readonly number[]): Promise<void> {
  await ofVersion(tx, id, () =>
    tx.query('update users set version = version + 1 where id = $1 and version = $2 returning id', [id, version]),
  )
  const has = (await tx.query<{ role: number }>('select role_id as role from user_roles where user_id = $1', [id])).map(({ role }) => role)
  const added = roleIds.filter((role) => !has.includes(role))
  await requireRolesWithin(tx, mine, added)
  await addRoles(tx, id, added)
  await tx.query(`delete from user_roles where user_id = $1 and role_id not in ${numbers(2)}`, [id, json(roleIds)])
}

async function ofVersion(tx: Query, id: number, update: () => Promise<unknown[]>): Promise<void> {
  if ((await update()).length === 0) throw changedMeanwhile(await managedUserById(tx, id))
}

/** Triggers end all sessions and tokens, and refuse it of the last one who can manage users. True when it changed something. */
export async function deactivate(tx: Query, id: number): Promise<boolean> {
  return (await tx.query('update users set active = false, version = version + 1 where id = $1 and active returning id', [id])).length === 1
}

export async function reactivate(tx: Query, mine: Permissions, id: number): Promise<boolean> {
  requireWithin(mine, await permissionsOf(tx, id), 'user-beyond-yours')
  return (
    (await tx.query('update users set active = true, version = version + 1 where id = $1 and not active returning id', [id])).length === 1
  )
}

type NewAbsence = BodyOf<typeof peopleRoutes.setAbsence>

export async function setAbsence(tx: Query, id: number, { from, until, substituteId }: NewAbsence): Promise<void> {
  if (substituteId !== null) await requireSubstitute(tx, id, substituteId)
  const changed = await tx.query(
    `update users set absent_from = $2::text::date, absent_until = $3::text::date, substitute_id = $4, version = version + 1 where id = $1 returning id`,
    [id, from, until, substituteId],
  )
  if (changed.length === 0) throw notFound()
}

async function requireSubstitute(tx: Query, id: number, substituteId: number): Promise<void> {
  const [found] = await tx.query('select id from users where id = $1 and active', [substituteId])
  if (!found || substituteId === id) throw new Problem('substitute-wrong')
}

export async function endAbsence(tx: Query, id: number): Promise<void> {
  const changed = await tx.query(
    `update users set absent_from = null, absent_until = null, substitute_id = null, version = version + 1 where id = $1 returning id`,
    [id],
  )
  if (changed.length === 0) throw notFound()
}
