import { hash } from '@node-rs/argon2'
import type { Query } from '../db/db'

export const noras = 'drei Birnen im Regen'

/** Everybody of the world has this password, hashed with little work so that thousands of guesses fit into a test. */
export async function givePasswords(db: Query, password = noras): Promise<void> {
  await db.query('update users set password_hash = $1', [await hash(password, { memoryCost: 64, timeCost: 1, parallelism: 1 })])
}

/** Whoever has to wait now waits, however slow the machine is. */
export const stopTheClock = (db: Query) => db.query(`update sign_in_attempts set last_at = clock_timestamp() + interval '1 hour'`)
