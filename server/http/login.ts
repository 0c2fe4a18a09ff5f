import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'
import type { Query } from '../db/db'
import { json } from '../db/json'

/** One password until users have their own (README: what is not there yet). Kept as scrypt, never in clear. */
interface Stored {
  readonly salt: string
  readonly hash: string
}

const hashed = (password: string, salt: string) => scryptSync(password, salt, 32, { N: 16_384 })

function stored(password: string): string {
  const salt = randomBytes(16).toString('hex')
  return json({ salt, hash: hashed(password, salt).toString('hex') } satisfies Stored)
}

/** Makes the first password and gives it back once; null when there is one already. */
export async function firstLogin(db: Query, password: string): Promise<string | null> {
  const rows = await db.query(`insert into settings (key, value) values ('login', $1::text::jsonb) on conflict do nothing returning key`, [
    stored(password),
  ])
  return rows.length === 1 ? password : null
}

/** Puts another password in the place of one that was lost. */
export async function newLogin(db: Query, password: string): Promise<void> {
  await db.query(
    `insert into settings (key, value) values ('login', $1::text::jsonb) on conflict (key) do update set value = excluded.value`,
    [stored(password)],
  )
}

const minute = 60_000
const tokenLife = 12 * 60 * minute
const mostFailures = 10

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
    this.failures = this.failures.filter((at) => now - at < minute)
    if (this.failures.length >= mostFailures) return 'slow down'
    // Counted before the answer is known, so that guesses sent all at once are counted, too.
    this.failures.push(now)
    const [row] = await this.db.query<{ value: Stored }>(`select value from settings where key = 'login'`)
    const right = row && timingSafeEqual(hashed(password.slice(0, 200), row.value.salt), Buffer.from(row.value.hash, 'hex'))
    if (!right) return null
    this.failures.splice(this.failures.indexOf(now), 1)
    return this.newToken(now)
  }

  private newToken(now: number): string {
    for (const [token, until] of this.tokens) if (until <= now) this.tokens.delete(token)
    const token = randomBytes(32).toString('base64url')
    this.tokens.set(digest(token), now + tokenLife)
    return token
  }

  knows(token: string): boolean {
    return (this.tokens.get(digest(token)) ?? 0) > Date.now()
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')
