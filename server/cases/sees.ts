import type { Query } from '../db/db'

/** What decides who sees a case. */
export interface CaseSight {
  readonly teamId: number | null
  readonly private: boolean
  readonly ownerId: number | null
  readonly status: 'open' | 'waiting' | 'closed' | 'archived'
}

/** Whether that user may see such a case: only who does can be its assignee. */
export async function seesCase(tx: Query, who: number, { teamId, private: hidden, ownerId, status }: CaseSight): Promise<boolean> {
  const [row] = await tx.query<{ sees: boolean }>(`select sees_case($1::int, $2::int, $3::boolean, $4::int, $5) as sees`, [
    who,
    teamId,
    hidden,
    ownerId,
    status,
  ])
  return row?.sees === true
}
