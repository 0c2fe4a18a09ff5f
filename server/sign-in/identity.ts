import { login as loginShape } from '@postakte/shared/api/people'
import { normalAddress } from '@postakte/shared/mail/address'
import { Problem } from '@postakte/shared/model/problem'
import type { Db, Query } from '../db/db'
import { storable } from '../db/json'
import { sqlState, uniqueViolation } from '../db/refusals'
import { writeJournal } from '../journal/journal'
import type { UnknownPolicy } from './settings'

/** Somebody whom a sign-in service vouches for. */
export interface Identity {
  /** Who it is for ever, at whichever service: users.subject. */
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** The user who that is; 'sign-in-unknown-user' for somebody unknown and for somebody without access alike. */
export async function userOfIdentity(db: Db, identity: Identity, policy: UnknownPolicy): Promise<number> {
  const find = () => db.transaction((tx) => found(tx, identity, policy))
  // Two first sign-ins at the same moment: the second finds whom the first made.
  const id = await find().catch((error: unknown) => (sqlState(error) === uniqueViolation ? find() : Promise.reject(error)))
  if (id === null) throw new Problem('sign-in-unknown-user')
  return id
}

async function found(tx: Query, identity: Identity, policy: UnknownPolicy): Promise<number | null> {
  const [known] = await tx.query<{ id: number; active: boolean }>('select id, active from users where subject = $1', [identity.subject])
  if (known) return known.active ? known.id : null
  const login = loginOf(identity, policy)
  if (login === null) return null
  return (await recognised(tx, identity, login)) ?? (await made(tx, identity, login, policy))
}

/** By the claim that the administrator trusts; an address only when the service has verified it. */
function loginOf({ subject, claims }: Identity, { loginClaim, newUsersRole }: UnknownPolicy): string | null {
  if (loginClaim === 'email' && claims.email_verified !== true) return null
  if (loginClaim !== null) return loginShape.safeParse(claims[loginClaim]).data ?? null
  return newUsersRole === null ? null : (loginShape.safeParse(subject.slice(subject.lastIndexOf('|') + 1)).data ?? null)
}

/** Once: from then on it is the subject that counts, and another one with the same name is nobody. */
async function recognised(tx: Query, { subject }: Identity, login: string): Promise<number | null> {
  const [user] = await tx.query<{ id: number }>(
    'update users set subject = $2 where login = $1 and active and subject is null returning id',
    [login, subject],
  )
  if (user) await noted(tx, 'user.recognise', user.id, { login, subject })
  return user?.id ?? null
}

const noted = (tx: Query, action: string, userId: number, facts: Readonly<Record<string, unknown>>) =>
  writeJournal(tx, [{ userId: null, via: 'api', action, kind: 'user', recordId: String(userId), facts }])

async function made(tx: Query, { subject, claims }: Identity, login: string, { newUsersRole }: UnknownPolicy): Promise<number | null> {
  if (newUsersRole === null) return null
  const address = claims.email_verified === true ? normalAddress(String(claims.email ?? '')) : null
  const [user] = await tx.query<{ id: number }>(
    'insert into users (login, name, address, subject) values ($1, $2, $3, $4) on conflict (login) do nothing returning id',
    [login, nameOf(claims) ?? login, address, subject],
  )
  if (!user) return null
  const given = await tx.query('insert into user_roles (user_id, role_id) select $1, id from roles where name = $2 returning role_id', [
    user.id,
    newUsersRole,
  ])
  if (given.length === 0) throw new Problem('role-unknown', { name: newUsersRole, known: '-' })
  await noted(tx, 'user.make', user.id, { login, subject, role: newUsersRole })
  return user.id
}

function nameOf({ name }: Identity['claims']): string | null {
  const plain =
    typeof name === 'string'
      ? storable(name)
          .replace(/\p{C}+/gu, ' ')
          .trim()
          .slice(0, 200)
      : ''
  return plain === '' ? null : plain
}
