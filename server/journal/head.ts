import type { Query } from '../db/db'
import { instant } from './columns'

export interface Head {
  readonly hash: string
  readonly seal: string
  readonly at: string
}

/** The newest seal: whoever keeps its hash elsewhere finds a tail that was cut off, and a chain that was made anew. */
export async function journalHead(db: Query): Promise<Head | null> {
  const [head] = await db.query<Head>(
    `select encode(hash, 'hex') as hash, id::text as seal, ${instant('at')} as at from journal_seals s order by s.id desc limit 1`,
  )
  return head ?? null
}
