import type { session } from '@postakte/shared/api/sessions'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Db, Query } from '../db/db'
import { utc } from '../db/utc'
import { notFound } from '../http/problem-with'
import { writeJournal } from '../journal/journal'
import type { Me } from '../users/me'

/** A token that carries less than its user may neither look after the user's access nor get more than it has. */
export function requireSession({ scopes }: Me): void {
  if (scopes !== null) throw new Problem('session-needed')
}

export const listSessions = (db: Query, { id, tokenId }: Me): Promise<z.input<typeof session>[]> =>
  db.query(
    `select id::text as id, name, program, ${utc('created_at')} as "createdAt", ${utc('used_at')} as "usedAt", id = $2::text::bigint as current
     from tokens where user_id = $1 and kind = 'session' and ended_at is null and refresh_until > now()
     order by used_at desc nulls last, tokens.id desc`,
    [id, tokenId],
  )

export async function endSession(db: Db, me: Me, sessionId: string): Promise<void> {
  const ended = await ending(db, me, 'ended-by-user', `user_id = $2 and kind = 'session' and id = $3::text::bigint`, [me.id, sessionId])
  if (ended === 0) throw notFound()
}

const others = `user_id = $2 and kind = 'session' and id <> $3::text::bigint`
export async function endOtherSessions(db: Db, me: Me): Promise<number> {
  await withdrawConfirmations(db, me.id)
  return ending(db, me, 'ended-by-user', others, [me.id, me.tokenId])
}
/** As part of another change, which says it in the journal. */
export async function endOthers(tx: Query, { id, tokenId }: Me): Promise<number> {
  await withdrawConfirmations(tx, id)
  return end(tx, 'password-set', others, [id, tokenId])
}

export const signOut = (db: Db, me: Me): Promise<number> => ending(db, me, 'signed-out', `id = $2::text::bigint`, [me.tokenId])

const ending = (db: Db, { id }: Me, reason: string, which: string, parameters: readonly unknown[]): Promise<number> =>
  db.transaction(async (tx) => {
    const ended = await end(tx, reason, which, parameters)
    if (ended > 0) await writeJournal(tx, [{ userId: id, via: 'api', action: 'session.end', facts: { reason, ended } }])
    return ended
  })

/** Sessions and personal tokens alike, but for the one named. */
export async function endAll(tx: Query, userId: number, but: string | null, reason: string): Promise<number> {
  await withdrawConfirmations(tx, userId)
  return end(tx, reason, `user_id = $2 and id is distinct from $3::text::bigint`, [userId, but])
}

/** Sign-ins that this user confirmed and that no program has fetched yet. */
async function withdrawConfirmations(tx: Query, userId: number): Promise<void> {
  await tx.query('delete from device_sign_ins where answered_by = $1', [userId])
  await tx.query('delete from company_sign_ins where user_id = $1', [userId])
}

/**
 * For what outlives the session that makes it: holds the user's row, so that whoever ends all that this user has sees it, and
 * refuses when that was done a moment ago.
 */
export async function holdSession(tx: Query, { id, tokenId }: Me): Promise<void> {
  await tx.query('select id from users where id = $1 for share', [id])
  const alive = await tx.query('select id from tokens where id = $1::text::bigint and ended_at is null', [tokenId])
  if (alive.length === 0) throw new Problem('session-ended')
}

async function end(db: Query, reason: string, which: string, parameters: readonly unknown[]): Promise<number> {
  const ended = await db.query(`update tokens set ended_at = now(), end_reason = $1 where ended_at is null and ${which} returning id`, [
    reason,
    ...parameters,
  ])
  return ended.length
}
