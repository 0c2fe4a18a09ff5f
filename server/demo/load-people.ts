import { worldCases, worldOpportunities, worldPeople, worldTeams } from '@postakte/shared/world/people'
import type { Query } from '../db/db'
import type { LoadedIds } from './load-directory'

export interface LoadedPeople {
  readonly users: ReadonlyMap<string, number>
  readonly teams: ReadonlyMap<string, number>
  readonly roles: ReadonlyMap<string, number>
}

/** The house of the world: teams, users with their roles, and whose the records are. */
export async function loadPeople(tx: Query, ids: LoadedIds): Promise<LoadedPeople> {
  const teams = new Map<string, number>()
  for (const { name, closed } of worldTeams) {
    const [row] = await tx.query<{ id: number }>(`insert into teams (name, closed) values ($1, $2) returning id`, [name, closed])
    teams.set(name, row!.id)
  }
  const users = new Map<string, number>()
  for (const one of worldPeople) {
    const [row] = await tx.query<{ id: number }>(`insert into users (login, name, address) values ($1, $2, $3) returning id`, [
      one.login,
      one.name,
      one.address,
    ])
    users.set(one.login, row!.id)
    await tx.query(`insert into user_roles (user_id, role_id) select $1, id from roles where name = $2`, [row!.id, one.role])
    for (const team of one.teams) await tx.query(`insert into team_members (team_id, user_id) values ($1, $2)`, [teams.get(team), row!.id])
  }
  const roles = new Map((await tx.query<{ name: string; id: number }>('select name, id from roles')).map(({ name, id }) => [name, id]))
  const people = { users, teams, roles }
  await giveTo(tx, 'cases', ids.cases, worldCases, people)
  await giveTo(tx, 'opportunities', ids.opportunities, worldOpportunities, people)
  return people
}

async function giveTo(
  tx: Query,
  table: 'cases' | 'opportunities',
  ids: ReadonlyMap<string, string>,
  whose: typeof worldCases,
  { users, teams }: LoadedPeople,
): Promise<void> {
  for (const [name, { team, owner }] of Object.entries(whose))
    await tx.query(`update ${table} set team_id = $2, owner_id = $3 where id = $1::text::bigint`, [
      ids.get(name),
      teams.get(team ?? '') ?? null,
      users.get(owner ?? '') ?? null,
    ])
}
