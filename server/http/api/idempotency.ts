import { createHash } from 'node:crypto'
import type { RouteShape } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../../db/db'
import { base64 } from '../../db/db'
import { json } from '../../db/json'
import type { Input } from './input'

export interface Answered {
  readonly status: number
  readonly answer: unknown
}

export interface Keyed {
  readonly key: string
  /** requestHash of it. */
  readonly request: string
  /** The answer shows a secret: it is not kept. */
  readonly secret: boolean
}

/** SHA-256 of what was asked: the same key with another request is a mistake of the caller's. */
export function requestHash(route: RouteShape, { params, query, body }: Input): string {
  const hash = createHash('sha256').update(JSON.stringify([route.method, route.path, params, query]))
  return base64(hash.update(body instanceof Uint8Array ? body : (JSON.stringify(body) ?? '')).digest())
}

/**
 * Runs the work once for a key: its row is inserted in the work's own transaction, so a second request waits for the first and
 * then gets the first's answer; work that failed leaves no key.
 */
export async function once(tx: Query, userId: number, keyed: Keyed, work: () => Promise<Answered>): Promise<Answered> {
  const { key, request, secret } = keyed
  const made = await tx.query(
    `insert into idempotency_keys (user_id, key, request) values ($1, $2, decode($3, 'base64')) on conflict do nothing returning key`,
    [userId, key, request],
  )
  if (made.length === 0) return answeredBefore(tx, userId, keyed)
  const answered = await work()
  await tx.query(`update idempotency_keys set status = $3, answer = $4::text::jsonb where user_id = $1 and key = $2`, [
    userId,
    key,
    answered.status,
    json(secret ? null : (answered.answer ?? null)),
  ])
  return answered
}

async function answeredBefore(tx: Query, userId: number, { key, request, secret }: Keyed): Promise<Answered> {
  const [row] = await tx.query<{ same: boolean; status: number | null; answer: unknown }>(
    `select request = decode($3, 'base64') as same, status, answer from idempotency_keys where user_id = $1 and key = $2`,
    [userId, key, request],
  )
  if (!row || row.status === null) throw new Problem('key-in-use')
  if (!row.same) throw new Problem('key-used-otherwise')
  if (secret) throw new Problem('answer-shown-once')
  return { status: row.status, answer: row.answer }
}
