import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Query } from '../db/db'
import { json } from '../db/json'

/** One password until users have their own (docs/README: what is not there yet). Kept as scrypt, never in clear. */
interface Stored {
  readonly salt: string
  readonly hash: string
}

const hashed = (password: string, salt: string) => scryptSync(password, salt, 32, { N: 16_384 })

/** Makes the first password and gives it back once; null when there is one already. */
export async function firstLogin(db: Query, password: string): Promise<string | null> {
  const salt = randomBytes(16).toString('hex')
  const rows = await db.query(`insert into settings (key, value) values ('login', $1::text::jsonb) on conflict do nothing returning key`, [
    json({ salt, hash: hashed(password, salt).toString('hex') }),
  ])
  return rows.length === 1 ? password : null
}

/** Tokens in memory only: they end with the process. */
export class Logins {
  private readonly db: Query
  private readonly tokens = new Map<string, number>()
  private failures: number[] = []
  constructor(db: Query) {
    this.db = db
  }

  /** A token for the right password, null for a wrong one, 'slow down' after ten wrong ones in a minute. */
  async signIn(password: string): Promise<string | null | 'slow down'> {
    const now = Date.now()
    this.failures = this.failures.filter((at) => now - at < 60_000)
    if (this.failures.length >= 10) return 'slow down'
    const [row] = await this.db.query<{ value: Stored }>(`select value from settings where key = 'login'`)
    const right = row && timingSafeEqual(hashed(password.slice(0, 200), row.value.salt), Buffer.from(row.value.hash, 'hex'))
    if (!right) {
      this.failures.push(now)
      return null
    }
    const token = randomBytes(32).toString('base64url')
    this.tokens.set(digest(token), now + 12 * 3_600_000)
    return token
  }

  knows(token: string): boolean {
    return (this.tokens.get(digest(token)) ?? 0) > Date.now()
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')
