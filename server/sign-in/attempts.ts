import { createHmac } from 'node:crypto'
import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { ProblemWith } from '../http/problem-with'

/** What failures are counted under, and what they cost. */
export interface Limit {
  readonly of: string
  /** So many within the hour cost nothing; then 1, 2, 4 … seconds must pass, at most so many. */
  readonly free: number
  readonly mostSeconds: number
  /** What one that succeeds does: forgets all failures before it, or is only not counted itself. */
  readonly success: 'forgets' | 'does not count'
  /** Fewer are free while so many failed under that other limit of the same attempt. */
  readonly attacked?: { readonly under: string; readonly from: number; readonly free: number }
}

export interface Failures {
  readonly failures: number
  /** Seconds since the last. */
  readonly age: number
}

/** Seconds until the next attempt is looked at. */
export const waitOf = ({ failures, age }: Failures, { free, mostSeconds }: Limit): number =>
  failures < free ? 0 : Math.max(0, Math.ceil(Math.min(mostSeconds, 2 ** Math.min(failures - free, 20)) - age))

/**
 * Does work that may fail (null), unless there were too many failures: then it is not done at all, and it does not count.
 * Counted before the outcome is known, under row locks: guesses sent all at once, to several servers, are counted, too.
 */
export async function attempt<T>(db: Db, secretKey: string, limits: readonly Limit[], work: () => Promise<T | null>): Promise<T | null> {
  const keys = limits.map(({ of }) => keyOf(secretKey, of))
  refuseWhileWaiting(limits, keys, await failuresOf(db, keys))
  await db.transaction((tx) => count(tx, limits, keys))
  const result = await work().catch(async (error: unknown) => {
    await uncount(db, keys)
    throw error
  })
  if (result !== null) await forgive(db, limits, keys)
  return result
}

/** Neither a login nor an address can be read off it. */
const keyOf = (secretKey: string, of: string) => createHmac('sha256', secretKey).update(`attempt|${of}`).digest('base64')

const window = `interval '1 hour'`
const given = `(select decode(k, 'base64') from jsonb_array_elements_text($1::text::jsonb) k)`
const columns = `encode(key, 'base64') as key, failures, extract(epoch from clock_timestamp() - last_at)::float8 as age`

async function failuresOf(db: Query, keys: readonly string[], lock = ''): Promise<Map<string, Failures>> {
  const rows = await db.query<Failures & { key: string; old: boolean }>(
    `select ${columns}, last_at < clock_timestamp() - ${window} as old from sign_in_attempts where key in ${given} order by sign_in_attempts.key ${lock}`,
    [json(keys)],
  )
  return new Map(rows.map(({ key, old, failures, age }) => [key, { failures: old ? 0 : failures, age }]))
}

const none: Failures = { failures: 0, age: 0 }

function refuseWhileWaiting(limits: readonly Limit[], keys: readonly string[], found: ReadonlyMap<string, Failures>): void {
  const failures = new Map(limits.map(({ of }, at) => [of, found.get(keys[at]!) ?? none]))
  const waits = limits.map(({ attacked, ...limit }) => {
    const isAttacked = attacked !== undefined && failures.get(attacked.under)!.failures >= attacked.from
    return waitOf(failures.get(limit.of)!, isAttacked ? { ...limit, free: attacked.free } : limit)
  })
  const retryAfter = Math.max(0, ...waits)
  if (retryAfter > 0) throw new ProblemWith('sign-in-slow-down', { retryAfter }, { seconds: String(retryAfter) })
}

async function count(tx: Query, limits: readonly Limit[], keys: readonly string[]): Promise<void> {
  await tx.query(
    `insert into sign_in_attempts (key, failures, last_at) select key, 0, clock_timestamp() from ${given} x(key) order by key on conflict do nothing`,
    [json(keys)],
  )
  refuseWhileWaiting(limits, keys, await failuresOf(tx, keys, 'for update'))
  await tx.query(
    `update sign_in_attempts set failures = case when last_at < clock_timestamp() - ${window} then 1 else failures + 1 end, last_at = clock_timestamp()
     where key in ${given}`,
    [json(keys)],
  )
  await prune(tx)
}

const uncount = (db: Query, keys: readonly string[]) =>
  db.query(`update sign_in_attempts set failures = greatest(failures - 1, 0) where key in ${given}`, [json(keys)])

async function forgive(db: Query, limits: readonly Limit[], keys: readonly string[]): Promise<void> {
  const of = (success: Limit['success']) => keys.filter((_, at) => limits[at]!.success === success)
  await uncount(db, of('does not count'))
  await db.query(`update sign_in_attempts set failures = 0 where key in ${given}`, [json(of('forgets'))])
}

/** Now and then: what is older than an hour counts no more. Rows that another server holds are left to it. */
let counted = 0
async function prune(tx: Query): Promise<void> {
  if (++counted % 50 !== 0) return
  await tx.query(
    `delete from sign_in_attempts where key in (
       select key from sign_in_attempts where last_at < clock_timestamp() - ${window} limit 500 for update skip locked)`,
  )
}
