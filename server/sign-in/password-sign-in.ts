import type { BodyOf } from '@postakte/shared/api/route'
import type { sessionRoutes } from '@postakte/shared/api/sessions'
import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db, Query } from '../db/db'
import { networkOf } from '../http/client-address'
import { attempt, type Limit } from './attempts'
import { deviceOf, newDevice } from './known-device'
import { hashPassword, isOutdated, isRight } from './passwords'
import { type SessionTokens, startSession } from './start-session'
import { Turnstile } from './turnstile'

type Given = BodyOf<typeof sessionRoutes.signIn>

interface Known {
  readonly id: number
  readonly passwordHash: string | null
}

export const checks = new Turnstile({ running: 2, waiting: 100, each: 4 })

/** The same answer, and the same work, for a wrong password, an unknown login, and somebody who has no access or no password. */
export async function signIn(db: Db, { secretKey }: Config, address: string, given: Given): Promise<SessionTokens & { device: string }> {
  const login = given.login.trim().toLowerCase()
  const user = await userNamed(db, login)
  const known = user && given.device ? deviceOf(secretKey, user.id, given.device) : null
  const limits = user && known ? [ofDevice(user.id, known)] : ofStranger(login, address)
  const right = await attempt(db, secretKey, limits, () =>
    checks.pass(networkOf(address), known !== null, async () => (await isRight(user?.passwordHash ?? null, given.password)) || null),
  )
  if (!right || !user) throw new Problem('sign-in-wrong')
  const session = await db.transaction((tx) => startWithPassword(tx, user, given))
  await keepHashFresh(db, user, given.password)
  return { ...session, device: known === null ? newDevice(secretKey, user.id) : given.device! }
}

/** Unless it was changed while it was checked: then the old one opens nothing any more. */
async function startWithPassword(tx: Query, { id, passwordHash }: Known, given: Given): Promise<SessionTokens> {
  const same = await tx.query('select id from users where id = $1 and password_hash = $2 for share', [id, passwordHash])
  if (same.length === 0) throw new Problem('sign-in-wrong')
  return startSession(tx, id, { ...given, by: 'password' })
}

async function userNamed(db: Query, login: string): Promise<Known | null> {
  const [user] = await db.query<Known>('select id, password_hash as "passwordHash" from users where login = $1 and active', [login])
  return user ?? null
}

/** A stolen mark of a device is slowed down by its own failures. */
const ofDevice = (userId: number, nonce: string): Limit => ({
  of: `device|${userId}|${nonce}`,
  free: 10,
  mostSeconds: 60,
  success: 'forgets',
})

/**
 * Nobody is kept out by what others do elsewhere: an address that guesses waits ever longer, the account itself never. While
 * it is attacked from many addresses, each of them waits sooner.
 */
function ofStranger(login: string, address: string): Limit[] {
  const network = networkOf(address)
  const account = `account|${login}`
  const attacked = { under: account, from: 30, free: 2 }
  return [
    { of: account, free: Number.POSITIVE_INFINITY, mostSeconds: 0, success: 'does not count' },
    { of: `account at|${login}|${network}`, free: 5, mostSeconds: 900, success: 'forgets', attacked },
    // Many people may sit behind one address; one who has an account himself must not clear it by signing in between guesses.
    { of: `address|${network}`, free: 50, mostSeconds: 60, success: 'does not count' },
  ]
}

async function keepHashFresh(db: Query, { id, passwordHash }: Known, password: string): Promise<void> {
  if (passwordHash === null || !isOutdated(passwordHash)) return
  await db.query('update users set password_hash = $3 where id = $1 and password_hash = $2', [
    id,
    passwordHash,
    await hashPassword(password),
  ])
}
