import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db, Query } from '../db/db'
import { networkOf } from '../http/client-address'
import { notFound } from '../http/problem-with'
import { writeJournal } from '../journal/journal'
import { requireWithin } from '../users/beyond'
import type { Me } from '../users/me'
import { permissionsOf } from '../users/read-users'
import { attempt } from './attempts'
import { checks } from './password-sign-in'
import { hashPassword, isRight, requireStrong } from './passwords'
import { endAll, endOthers } from './sessions'

/** Whoever sets a password can sign in with it: only for somebody who may do no more than oneself. All that was signed in ends. */
export async function setPasswordOf(db: Db, me: Me, userId: number, password: string): Promise<void> {
  if (userId === me.id) throw new Problem('password-own')
  const hash = await hashPassword(password)
  await db.transaction(async (tx) => {
    const { login } = await locked(tx, userId)
    requireWithin(me.permissions, await permissionsOf(tx, userId), 'user-beyond-yours')
    requireStrong(password, login)
    await putHash(tx, userId, hash)
    await writeJournal(tx, [{ userId: me.id, via: 'api', action: 'user.password', kind: 'user', recordId: String(userId) }])
  })
}

export const putHash = async (tx: Query, userId: number, hash: string): Promise<number> => {
  await tx.query('update users set password_hash = $2, version = version + 1 where id = $1', [userId, hash])
  return endAll(tx, userId, null, 'password-set')
}

export const endAllOf = (db: Db, me: Me, userId: number): Promise<number> =>
  db.transaction(async (tx) => {
    await locked(tx, userId)
    await writeJournal(tx, [{ userId: me.id, via: 'api', action: 'user.end-sessions', kind: 'user', recordId: String(userId) }])
    return endAll(tx, userId, userId === me.id ? me.tokenId : null, 'ended-by-admin')
  })

async function locked(tx: Query, userId: number): Promise<{ login: string }> {
  const [user] = await tx.query<{ login: string }>('select login from users where id = $1 for no key update', [userId])
  if (!user) throw notFound()
  return user
}

/** The old one is asked for: a session that somebody found open is not enough to take the account. */
export async function changeOwnPassword(
  db: Db,
  { secretKey }: Config,
  me: Me,
  address: string,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<void> {
  requireStrong(password, me.login)
  const [user] = await db.query<{ hash: string | null }>('select password_hash as hash from users where id = $1', [me.id])
  const limit = { of: `own password|${me.id}`, free: 5, mostSeconds: 900, success: 'forgets' } as const
  const right = await attempt(db, secretKey, [limit], () =>
    checks.pass(networkOf(address), true, async () => (await isRight(user?.hash ?? null, current)) || null),
  )
  if (!right) throw new Problem('sign-in-wrong')
  const hash = await hashPassword(password)
  await db.transaction(async (tx) => {
    const changed = await tx.query('update users set password_hash = $3 where id = $1 and password_hash = $2 returning id', [
      me.id,
      user!.hash,
      hash,
    ])
    if (changed.length === 0) throw new Problem('sign-in-wrong')
    await endOthers(tx, me)
    await writeJournal(tx, [{ userId: me.id, via: 'api', action: 'user.password', kind: 'user', recordId: String(me.id) }])
  })
}
