import { createHash } from 'node:crypto'
import type { Permission } from '@postakte/shared/model/permissions'
import type { Actor, Query } from '../db/db'
import type { Acting } from '../rights/can'

/** Who calls: a signed-in user, with what the token carries of the user's permissions. */
export interface Me extends Acting, Actor {
  readonly tokenId: string
  readonly login: string
  readonly name: string
  readonly address: string | null
  readonly language: 'de' | 'en' | null
  readonly teams: readonly { readonly id: number; readonly name: string }[]
}

export interface MeRow {
  readonly tokenId: string
  readonly scopes: string[] | null
  readonly id: number
  readonly login: string
  readonly name: string
  readonly address: string | null
  readonly language: 'de' | 'en' | null
  readonly permissions: Permission[] | null
  readonly teams: { id: number; name: string; closed: boolean; member: boolean }[] | null
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The user whose token this is; null for an unknown, ended or expired one, and for a user who is no longer active. */
export async function meOf(db: Query, token: string): Promise<Me | null> {
  const [row] = await db.query<MeRow & { readonly usedLately: boolean | null }>(
    `select t.id::text as "tokenId", t.used_at > now() - interval '5 minutes' as "usedLately", to_jsonb(t.scopes) as scopes, u.id, u.login, u.name, u.address, u.language,
       (select jsonb_agg(distinct p) from user_roles x join roles r on r.id = x.role_id cross join unnest(r.permissions) p where x.user_id = u.id) as permissions,
       (select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'closed', m.closed,
          'member', exists (select from team_members n where n.team_id = m.id and n.user_id = u.id)) order by m.name) from teams m) as teams
     from tokens t join users u on u.id = t.user_id
     where t.hash = decode($1, 'base64') and ${signedIn} and u.active`,
    [tokenHash(token).toString('base64')],
  )
  if (!row) return null
  const { usedLately, ...me } = row
  if (!usedLately) await noteUse(db, me.tokenId)
  return meFrom(me)
}

/** Of a token `t`. */
export const signedIn = `t.ended_at is null and t.expires_at > now()`

/** Every five minutes at most: a list of sessions needs no more, and a busy panel would else write with each call. */
const noteUse = (db: Query, tokenId: string) => db.query('update tokens set used_at = now() where id = $1::text::bigint', [tokenId])

export function meFrom({ permissions, teams, scopes, ...user }: MeRow): Me {
  const carried = (permissions ?? []).filter((one) => scopes === null || scopes.includes(one))
  const all = teams ?? []
  const readable = all.filter(({ closed, member }) => !closed || member || carried.includes('cases.read-all'))
  return {
    ...user,
    scopes,
    permissions: new Set(carried),
    audiences: new Set([0, -user.id, ...readable.map(({ id }) => id)]),
    teams: all.filter(({ member }) => member).map(({ id, name }) => ({ id, name })),
  }
}
