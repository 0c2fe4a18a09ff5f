import type { ContactIn, TeamIn, UserIn } from '@postakte/shared/api/import'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'

/** Undefined stays undefined: nothing was said. Null: none. A record that is not there, or not for the caller: 404. */
type Said<T> = T | null | undefined

/** Contact by id, external id or number; of a merged one the one that it became. */
export const contactId = (tx: Query, said: Said<ContactIn>): Promise<Said<string>> =>
  found(tx, said, `select coalesce(merged_into, id)::text as id from contacts where`, (one) =>
    'id' in one
      ? ['id = $1::text::bigint', one.id]
      : 'externalId' in one
        ? ['external_id = $1', one.externalId]
        : ['number = $1', one.number],
  )

export const userId = (tx: Query, said: Said<UserIn>): Promise<Said<number>> =>
  found(tx, said, `select id from users where active and`, (one) => ('id' in one ? ['id = $1::int', one.id] : ['login = $1', one.login]))

export const teamId = (tx: Query, said: Said<TeamIn>): Promise<Said<number>> =>
  found(tx, said, `select id from teams where`, (one) => ('id' in one ? ['id = $1::int', one.id] : ['name = $1', one.name]))

async function found<T, Id>(tx: Query, said: Said<T>, select: string, by: (one: T) => readonly [string, unknown]): Promise<Said<Id>> {
  if (said === undefined || said === null) return said as null | undefined
  const [condition, value] = by(said)
  const [row] = await tx.query<{ id: Id }>(`${select} ${condition}`, [value])
  if (!row) throw notFound()
  return row.id
}
