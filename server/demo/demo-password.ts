import { worldPeople } from '@postakte/shared/world/people'
import type { Db } from '../db/db'
import { hashPassword, madePassword } from '../sign-in/passwords'

/** Who is shown how to sign in: may do most. The others of the world have the same password. */
export const demoLogin = worldPeople[0]!.login
export const otherDemoLogins = worldPeople.slice(1).map(({ login }) => login)

export const isDemo = async (db: Db): Promise<boolean> => (await db.query(`select from settings where key = 'demo'`)).length === 1

/** One password for everybody of the demo world, made once and given back once; null when somebody has one already. */
export async function demoPassword(db: Db): Promise<string | null> {
  const password = madePassword()
  const given = await db.query(
    `update users set password_hash = $1 where password_hash is null and active and not exists (select from users where password_hash is not null) returning id`,
    [await hashPassword(password)],
  )
  return given.length > 0 ? password : null
}
