import type { Query } from '../db/db'
import type { ProvenRow } from './columns'
import { commitmentOf } from './digest'
import { eraseAction } from './erase'
import type { Tell } from './finding'

/** Are the facts those that the row committed to, or were they erased as the journal says? */
export class FactsCheck {
  erased = 0
  private readonly db: Query
  private readonly tell: Tell
  private empty: string[] = []

  constructor(db: Query, tell: Tell) {
    this.db = db
    this.tell = tell
  }

  async check({ id, facts, salt, commitment }: ProvenRow): Promise<void> {
    if (facts === null && salt === null) {
      if (commitment !== null) await this.checkErased(id)
    } else if (facts === null || salt === null || commitmentOf(salt, facts) !== commitment) this.tell('facts-touched', { row: id })
  }

  async end(): Promise<void> {
    if (this.empty.length === 0) return
    const told = await this.toldErased(this.empty)
    for (const row of this.empty) if (!told.has(row)) this.tell('facts-removed', { row })
    this.erased += told.size
    this.empty = []
  }

  private async checkErased(id: string): Promise<void> {
    this.empty.push(id)
    if (this.empty.length >= 1_000) await this.end()
  }

  /** Those of the rows whose erasure has a row of its own. */
  private async toldErased(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.query<{ id: string }>(
      `select distinct record_id as id from journal
       where action = $1 and kind = 'journal' and record_id in (select value from jsonb_array_elements_text($2::text::jsonb))`,
      [eraseAction, JSON.stringify(ids)],
    )
    return new Set(rows.map(({ id }) => id))
  }
}
