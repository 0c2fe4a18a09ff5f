import { login as loginShape, password as passwordShape } from '@postakte/shared/api/people'
import { line } from '@postakte/shared/api/shapes'
import { normalAddress } from '@postakte/shared/mail/address'
import { type Permission, permissions } from '@postakte/shared/model/permissions'
import { Problem } from '@postakte/shared/model/problem'
import type { Db, Query } from '../db/db'
import { type Doer, writeJournal } from '../journal/journal'
import { hashPassword, madePassword, requireStrong } from '../sign-in/passwords'
import { endAll } from '../sign-in/sessions'
import { putHash } from '../sign-in/take-access'
import { todayOf } from './today'
import { deactivate, makeUser, reactivate, setRoles } from './users'

/** The command line is the owner's: it may give everything. */
const everything: ReadonlySet<Permission> = new Set(permissions)

/** Whoever works at the server's terminal, for the journal. */
export const atTerminal: Doer = { userId: null, via: 'cli' }
const noted = (tx: Query, action: string, userId: number, facts?: Readonly<Record<string, unknown>>) =>
  writeJournal(tx, [{ ...atTerminal, action, kind: 'user', recordId: String(userId), ...(facts ? { facts } : {}) }])

export async function userNamed(db: Query, login: string): Promise<number> {
  const [user] = await db.query<{ id: number }>('select id from users where login = $1', [login.trim().toLowerCase()])
  if (!user) throw new Problem('user-unknown', { login })
  return user.id
}

/** Ids of roles or teams by their names; one that does not exist is named, with those that do. */
export async function idsByName(db: Query, table: 'roles' | 'teams', names: readonly string[]): Promise<number[]> {
  const all = await db.query<{ id: number; name: string }>(`select id, name from ${table} order by id`)
  return names.map((name) => {
    const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase())
    const known = all.map((one) => one.name).join(', ') || '-'
    if (!found) throw new Problem(table === 'roles' ? 'role-unknown' : 'team-unknown', { name, known })
    return found.id
  })
}

export interface AddedUser {
  readonly login: string
  readonly name: string
  /** Null: signs in at the company's service. */
  readonly password: string | null
}

export interface UserToAdd {
  readonly login: string
  readonly name: string
  readonly address: string | null
  readonly roles: readonly string[]
  readonly teams: readonly string[]
  readonly withPassword: boolean
}

export async function addUser(db: Db, { login, name, address, roles, teams, withPassword }: UserToAdd): Promise<AddedUser> {
  const plain = option('LOGIN', login, loginShape.safeParse(login).data)
  const shown = option('--name', name, line(200).safeParse(name).data)
  const mail = address === null ? null : option('--address', address, normalAddress(address) ?? undefined)
  const password = withPassword ? madePassword() : null
  const hash = password === null ? null : await hashPassword(password)
  await db.transaction(async (tx) => {
    const roleIds = await idsByName(tx, 'roles', roles)
    const teamIds = await idsByName(tx, 'teams', teams)
    const id = await makeUser(tx, everything, { login: plain, name: shown, address: mail, language: null, roleIds, teamIds })
    if (hash !== null) await putHash(tx, id, hash)
    await noted(tx, 'user.make', id, { login: plain, name: shown, roles, teams })
  })
  return { login: plain, name: shown, password }
}

function option(name: string, given: string, parsed: string | undefined): string {
  if (parsed === undefined) throw new Problem('option-wrong', { name, given, command: 'user' })
  return parsed
}

export const setRolesByName = (db: Db, login: string, roles: readonly string[]): Promise<void> =>
  db.transaction(async (tx) => {
    const id = await userNamed(tx, login)
    const [user] = await tx.query<{ version: number }>('select version from users where id = $1 for update', [id])
    await setRoles(tx, everything, id, user!.version, await idsByName(tx, 'roles', roles))
    await noted(tx, 'user.roles', id, { roles })
  })

/** `given` null: one is made. */
export async function givePassword(db: Db, login: string, given: string | null): Promise<string> {
  const id = await userNamed(db, login)
  const password = given ?? madePassword()
  if (!passwordShape.safeParse(password).success) throw new Problem('password-weak')
  requireStrong(password, login)
  const hash = await hashPassword(password)
  await db.transaction(async (tx) => {
    await putHash(tx, id, hash)
    await noted(tx, 'user.password', id)
  })
  return password
}

export const takeAccess = (db: Db, login: string): Promise<void> =>
  db.transaction(async (tx) => {
    const id = await userNamed(tx, login)
    if (await deactivate(tx, id)) await noted(tx, 'user.deactivate', id)
  })

export const giveAccessBack = (db: Db, login: string): Promise<void> =>
  db.transaction(async (tx) => {
    const id = await userNamed(tx, login)
    if (await reactivate(tx, everything, id)) await noted(tx, 'user.reactivate', id)
  })

export const endSessionsOf = (db: Db, login: string): Promise<number> =>
  db.transaction(async (tx) => {
    const id = await userNamed(tx, login)
    await noted(tx, 'user.end-sessions', id)
    return endAll(tx, id, null, 'ended-by-admin')
  })

export interface UserLine {
  readonly login: string
  readonly name: string
  readonly address: string | null
  readonly active: boolean
  readonly absentUntil: string | null
  readonly roles: readonly string[]
  readonly teams: readonly string[]
}

export const userLines = (db: Query): Promise<UserLine[]> =>
  db.query(
    `select login, name, address, active, case when ${todayOf('u.id')} between absent_from and absent_until then absent_until::text end as "absentUntil",
       (select coalesce(jsonb_agg(r.name order by r.id), '[]') from user_roles x join roles r on r.id = x.role_id where x.user_id = u.id) as roles,
       (select coalesce(jsonb_agg(t.name order by t.name), '[]') from team_members m join teams t on t.id = m.team_id where m.user_id = u.id) as teams
     from users u order by active desc, lower(name), id`,
  )
