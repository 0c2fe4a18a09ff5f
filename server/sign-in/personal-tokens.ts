import type { BodyOf } from '@postakte/shared/api/route'
import type { token, tokenRoutes } from '@postakte/shared/api/tokens'
import type { Permission } from '@postakte/shared/model/permissions'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { utc } from '../db/utc'
import { type Doer, writeJournal } from '../journal/journal'
import { requireWithin } from '../users/beyond'
import { digest, newSecret } from './secrets'

type Token = z.input<typeof token>
type NewToken = BodyOf<typeof tokenRoutes.makeToken>

const columns = `id::text as id, name, to_jsonb(coalesce(scopes, '{}')) as scopes, ${utc('created_at')} as "createdAt", ${utc('used_at')} as "usedAt", ${utc('expires_at')} as "expiresAt"`
const alive = `kind = 'personal' and ended_at is null and expires_at > now()`

export const listTokens = (db: Query, userId: number): Promise<Token[]> =>
  db.query(`select ${columns} from tokens where user_id = $1 and ${alive} order by created_at desc, tokens.id desc`, [userId])

/** It carries never more than its user may, neither now nor at its use. */
export async function makeToken(
  tx: Query,
  by: Doer,
  user: { readonly id: number; readonly permissions: ReadonlySet<Permission> },
  { name, scopes, days }: NewToken,
): Promise<Token & { token: string }> {
  requireWithin(user.permissions, scopes, 'scope-beyond-yours')
  const secret = newSecret('pp')
  const [made] = await tx.query<Token>(
    `insert into tokens (kind, user_id, name, program, hash, scopes, expires_at)
     values ('personal', $1, $2, 'api', decode($3, 'base64'), array(select distinct one from jsonb_array_elements_text($4::text::jsonb) one order by one), now() + $5::int * interval '1 day')
     returning ${columns}`,
    [user.id, name, digest(secret), json(scopes), days],
  )
  const facts = { of: user.id, name, scopes, days }
  await writeJournal(tx, [{ ...by, action: 'token.make', kind: 'token', recordId: made!.id, facts }])
  return { ...made!, token: secret }
}

/** False: this user has no such token. */
export async function endToken(tx: Query, by: Doer, userId: number, tokenId: string): Promise<boolean> {
  const ended = await tx.query(
    `update tokens set ended_at = now(), end_reason = 'ended-by-user' where user_id = $1 and id = $2::text::bigint and ${alive} returning id`,
    [userId, tokenId],
  )
  if (ended.length === 0) return false
  await writeJournal(tx, [{ ...by, action: 'token.end', kind: 'token', recordId: tokenId, facts: { of: userId } }])
  return true
}
