import type { sessionTokens } from '@postakte/shared/api/sessions'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { utc } from '../db/utc'
import { writeJournal } from '../journal/journal'
import { digest, newSecret, randomPart } from './secrets'

export type SessionTokens = z.input<typeof sessionTokens>

/** A program, and by which way its user proved who he is. */
export interface NewSession extends Client {
  readonly by: 'password' | 'browser' | 'company' | 'microsoft'
}

export interface Client {
  readonly program: 'outlook' | 'thunderbird' | 'desk' | 'api'
  readonly name: string
}

export const accessLife = `interval '1 hour'`
export const refreshLife = `interval '30 days'`
/** Sessions of one user at a time; a further one ends the one that was used longest ago. */
const mostSessions = 100

/**
 * A new session of a user who is active now: the share lock makes it wait for somebody who is taking this user's access.
 * Nothing of the tokens is kept but their hashes.
 */
export async function startSession(tx: Query, userId: number, { program, name, by }: NewSession): Promise<SessionTokens> {
  await endOldest(tx, userId)
  const accessToken = newSecret('pa')
  const refresh = newRefreshToken()
  const [row] = await tx.query<Pick<SessionTokens, 'sessionId' | 'accessUntil' | 'refreshUntil'>>(
    `insert into tokens (kind, user_id, name, program, hash, refresh_hash, refresh_now, used_at, expires_at, refresh_until)
     select 'session', u.id, $2, $3, decode($4, 'base64'), decode($5, 'base64'), decode($6, 'base64'), now(), now() + ${accessLife}, now() + ${refreshLife}
     from users u where u.id = $1 and u.active for share of u
     returning id::text as "sessionId", ${utc('expires_at')} as "accessUntil", ${utc('refresh_until')} as "refreshUntil"`,
    [userId, name, program, digest(accessToken), digest(refresh.lasting), digest(refresh.changing)],
  )
  if (!row) throw new Problem('session-ended')
  await writeJournal(tx, [
    { userId, via: 'api', action: 'session.start', kind: 'session', recordId: row.sessionId, facts: { program, name, by } },
  ])
  return { ...row, accessToken, refreshToken: refresh.token }
}

async function endOldest(tx: Query, userId: number): Promise<void> {
  await tx.query(
    `delete from tokens where user_id = $1 and kind = 'session' and coalesce(ended_at, refresh_until) < now() - interval '30 days'`,
    [userId],
  )
  await tx.query(
    `update tokens set ended_at = now(), end_reason = 'too-many' where id in (
       select id from tokens where user_id = $1 and kind = 'session' and ended_at is null
       order by coalesce(used_at, created_at) desc, id desc offset ${mostSessions - 1})`,
    [userId],
  )
}

export interface RefreshToken {
  readonly token: string
  /** Finds the session. */
  readonly lasting: string
  /** Good once. */
  readonly changing: string
}

export const newRefreshToken = (lasting = randomPart()): RefreshToken => {
  const changing = randomPart()
  return { token: `pr_${lasting}.${changing}`, lasting, changing }
}

export function readRefreshToken(token: string): RefreshToken | null {
  const [, lasting, changing] = /^pr_([\w-]{43})\.([\w-]{43})$/.exec(token) ?? []
  return lasting && changing ? { token, lasting, changing } : null
}
