import type { Query } from '../db/db'
import type { Users } from './upsert'

/** Users as ERP exports name them: by login, address or name; a name that two users have names nobody. */
export async function usersByName(db: Query): Promise<Users> {
  const users = await db.query<{ id: number; login: string; address: string | null; name: string }>(
    `select id, login, address, name from users where active order by id`,
  )
  const ids = new Map<string, Set<number>>()
  for (const { id, login, address, name } of users)
    for (const called of [login, address ?? '', name])
      if (called !== '') ids.set(called.toLowerCase(), (ids.get(called.toLowerCase()) ?? new Set()).add(id))
  return (named) => {
    const found = [...(ids.get(named.toLowerCase()) ?? [])]
    return found.length === 1 ? found[0]! : null
  }
}
