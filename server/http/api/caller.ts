import type { RouteShape } from '@postakte/shared/api/route'
import { Problem } from '@postakte/shared/model/problem'
import type { Context } from 'hono'
import { Gate } from '../../jobs/gate'
import { writeJournal } from '../../journal/journal'
import { type Me, meOf } from '../../users/me'
import { within } from '../within'
import type { ApiParts } from './call'

/** Whose bearer token the call brings; there is no other way to say who one is: no cookie, no header of a proxy. */
export async function signedIn(c: Context, { db }: Pick<ApiParts, 'db'>): Promise<Me> {
  const token = bearerToken(c)
  const found = await within(
    patience,
    atTheDoor.through(async () => ({ me: await meOf(db, token) })),
  )
  if (found === null) throw new Problem('server-busy')
  if (found.me === null) throw new Problem('login-needed')
  return found.me
}

/** The token that a call brings; a call without one goes no further. */
export function bearerToken(c: Context): string {
  const token = /^Bearer (\S{1,200})$/.exec(c.req.header('Authorization') ?? '')?.[1]
  if (token === undefined) throw new Problem('login-needed')
  return token
}

/** Milliseconds; a database that does not say within them who calls is too busy for the call itself, too. */
const patience = 1_000
const atTheDoor = new Gate(8, patience)

export const isPermitted = ({ permission }: RouteShape, me: Me): boolean =>
  permission === 'signed-in' || permission === 'anyone' || me.permissions.has(permission)

/** What a user changes for himself, no permission says: a token that carries less than its user may none of it, but end itself. */
export const isForSessions = ({ permission, changes, anyToken }: RouteShape): boolean =>
  permission === 'signed-in' && changes && anyToken !== true

/** Whoever tries what they may not leaves a trace. */
export async function denied({ method, path, permission }: RouteShape, me: Me, { db }: ApiParts): Promise<Problem> {
  await writeJournal(db, [{ userId: me.id, via: 'api', action: 'denied', facts: { route: `${method} ${path}`, permission } }])
  return new Problem('not-allowed', { permission })
}
