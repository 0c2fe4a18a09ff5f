import { Problem } from '@postakte/shared/model/problem'
import type { Db, Query } from '../db/db'
import { utc } from '../db/utc'
import { writeJournal } from '../journal/journal'
import { digest, newSecret } from './secrets'
import { accessLife, newRefreshToken, type RefreshToken, readRefreshToken, refreshLife, type SessionTokens } from './start-session'

/** In which a program that never got the answer may ask again with the same refresh token. */
const grace = `interval '1 minute'`

/**
 * New tokens for a refresh token, which is good once. One that was used before shows that two have it, its owner and a thief:
 * the session ends for both (RFC 9700 §4.14.2). Only who has a token of this session can bring that about.
 */
export async function renewSession(db: Db, token: string): Promise<SessionTokens> {
  const given = readRefreshToken(token)
  const renewed = given === null ? null : await db.transaction((tx) => renewOrEnd(tx, given))
  if (renewed === null) throw new Problem('session-ended')
  return renewed
}

async function renewOrEnd(tx: Query, given: RefreshToken): Promise<SessionTokens | null> {
  const [session] = await tx.query<{ id: string; userId: number; use: 'first' | 'again' | 'stolen' }>(
    `select t.id::text as id, t.user_id as "userId", case when t.refresh_now = decode($2, 'base64') then 'first'
       when t.refresh_before = decode($2, 'base64') and t.rotated_at > now() - ${grace} then 'again' else 'stolen' end as use
     from tokens t join users u on u.id = t.user_id
     where t.refresh_hash = decode($1, 'base64') and t.ended_at is null and t.refresh_until > now() and u.active for update of t`,
    [digest(given.lasting), digest(given.changing)],
  )
  if (!session) return null
  if (session.use === 'stolen') return endStolen(tx, session)
  return renew(tx, session.id, given, session.use)
}

async function endStolen(tx: Query, { id, userId }: { readonly id: string; readonly userId: number }): Promise<null> {
  await writeJournal(tx, [{ userId, via: 'api', action: 'session.stolen', kind: 'session', recordId: id }])
  await tx.query(`update tokens set ended_at = now(), end_reason = 'refresh-reused' where id = $1::text::bigint`, [id])
  return null
}

/** Asked again: the answer that was lost is void, and the minute goes on running. */
async function renew(tx: Query, id: string, given: RefreshToken, use: 'first' | 'again'): Promise<SessionTokens> {
  const accessToken = newSecret('pa')
  const refresh = newRefreshToken(given.lasting)
  const [row] = await tx.query<Pick<SessionTokens, 'sessionId' | 'accessUntil' | 'refreshUntil'>>(
    `update tokens set hash = decode($2, 'base64'), refresh_now = decode($3, 'base64'), refresh_before = decode($4, 'base64'),
       rotated_at = case when $5 = 'first' then now() else rotated_at end, used_at = now(),
       expires_at = now() + ${accessLife}, refresh_until = now() + ${refreshLife}
     where id = $1::text::bigint
     returning id::text as "sessionId", ${utc('expires_at')} as "accessUntil", ${utc('refresh_until')} as "refreshUntil"`,
    [id, digest(accessToken), digest(refresh.changing), digest(given.changing), use],
  )
  return { ...row!, accessToken, refreshToken: refresh.token }
}
