import type { role, roleRoutes } from '@postakte/shared/api/roles'
import type { BodyOf } from '@postakte/shared/api/route'
import type { Permission } from '@postakte/shared/model/permissions'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { sqlState, uniqueViolation } from '../db/refusals'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { requireWithin } from './beyond'

type Role = z.input<typeof role>
type Permissions = ReadonlySet<Permission>

const columns = `id, name, to_jsonb(permissions) as permissions, built_in as "builtIn", version`
const textArray = (n: number) => `array(select distinct one from jsonb_array_elements_text($${n}::text::jsonb) one order by one)`

export const listRoles = (tx: Query): Promise<Role[]> => tx.query(`select ${columns} from roles order by not built_in, lower(name), id`)

export async function roleById(tx: Query, id: number): Promise<Role> {
  const [found] = await tx.query<Role>(`select ${columns} from roles where id = $1`, [id])
  if (!found) throw notFound()
  return found
}

export async function makeRole(tx: Query, mine: Permissions, { name, permissions }: BodyOf<typeof roleRoutes.makeRole>): Promise<number> {
  requireWithin(mine, permissions, 'role-beyond-yours')
  const [made] = await tx.query<{ id: number }>(
    `insert into roles (name, permissions) values ($1, ${textArray(2)}) on conflict (name) do nothing returning id`,
    [name, json(permissions)],
  )
  if (!made) throw new Problem('name-taken', { name })
  return made.id
}

export async function changeRole(tx: Query, mine: Permissions, id: number, change: BodyOf<typeof roleRoutes.changeRole>): Promise<void> {
  const { version, name, permissions } = change
  const before = await ownRole(tx, id)
  requireWithin(mine, permissions ?? before.permissions, 'role-beyond-yours')
  const changed = await tx
    .query(
      `update roles set version = version + 1, name = coalesce($3, name), permissions = case when $4::text is null then permissions else ${textArray(4)} end
       where id = $1 and version = $2 returning id`,
      [id, version, name ?? null, permissions === undefined ? null : json(permissions)],
    )
    .catch((error: unknown) => {
      throw sqlState(error) === uniqueViolation ? new Problem('name-taken', { name: name ?? '' }) : error
    })
  if (changed.length === 0) throw changedMeanwhile(await roleById(tx, id))
}

export async function removeRole(tx: Query, id: number): Promise<Role> {
  const before = await ownRole(tx, id)
  const removed = await tx.query(
    'delete from roles where id = $1 and not exists (select from user_roles where role_id = $1) returning id',
    [id],
  )
  if (removed.length === 0) throw new Problem('role-in-use')
  return before
}

async function ownRole(tx: Query, id: number): Promise<Role> {
  const found = await roleById(tx, id)
  if (found.builtIn) throw new Problem('role-built-in')
  return found
}
