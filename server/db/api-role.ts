import { Problem } from '@postakte/shared/model/problem'
import type { Query } from './db'

/** The role that the API works as (docs/rights.md); it belongs to the whole PostgreSQL, not to one database. */
export const apiRole = 'postakte_api'

interface Rights {
  readonly user: string
  readonly member: boolean
  readonly granted: boolean
  /** Whether there are rules of who may see a mail: a backup brings all of them, or none. */
  readonly ruled: boolean
}

/**
 * A backup holds neither the role nor whose member one is. Where it was restored without the role, PostgreSQL has left out every rule of
 * who may see what, with no more than a line for each: no server starts on that.
 */
export async function checkApiRole(db: Query): Promise<void> {
  const [row] = await db.query<Rights>(
    `select current_user as user, coalesce(pg_has_role(r.oid, 'member'), false) as member,
       coalesce(has_table_privilege(r.oid, 'mails', 'select'), false) as granted,
       exists (select from pg_policy p where p.polrelid = 'mails'::regclass) as ruled
     from (select) one left join pg_roles r on r.rolname = $1`,
    [apiRole],
  )
  const { user, member, granted, ruled } = row!
  if (!ruled || !granted) throw new Problem('database-rights-lost')
  if (!member) throw new Problem('database-no-member', { user })
}
