import type { Query } from '../db/db'
import type { Tell } from './finding'

/** Rows that are not where their seal has them: removed, moved to another seal, or inserted. */
export class Strays {
  private readonly db: Query
  private readonly tell: Tell
  /** Row → seal whose list lacks it. */
  private readonly unlistedRows = new Map<string, string>()
  private readonly moved = new Set<string>()
  private absent: { row: string; seal: string }[] = []

  constructor(db: Query, tell: Tell) {
    this.db = db
    this.tell = tell
  }

  /** The row says the seal, the seal does not list it. */
  unlisted(row: string, seal: string): void {
    if (!this.moved.has(row)) this.unlistedRows.set(row, seal)
  }

  /** The seal lists the row, the row does not say it. */
  async missing(row: string, seal: string): Promise<void> {
    this.absent.push({ row, seal })
    if (this.absent.length >= 1_000) await this.lookUp()
  }

  async end(): Promise<void> {
    await this.lookUp()
    for (const [row, seal] of this.unlistedRows) this.tell('row-inserted', { row, seal })
  }

  private async lookUp(): Promise<void> {
    if (this.absent.length === 0) return
    const now = await this.sealsOf(this.absent.map(({ row }) => row))
    for (const { row, seal } of this.absent) {
      const found = now.get(row)
      if (found === undefined) this.tell('row-removed', { row, seal })
      else this.tellMoved(row, seal, found)
    }
    this.absent = []
  }

  private tellMoved(row: string, seal: string, found: string | null): void {
    this.tell('row-moved', { row, seal, found: found ?? '–' })
    if (!this.unlistedRows.delete(row)) this.moved.add(row)
  }

  private async sealsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const rows = await this.db.query<{ id: string; seal: string | null }>(
      `select id::text as id, seal_id::text as seal from journal
       where id in (select value::bigint from jsonb_array_elements_text($1::text::jsonb))`,
      [JSON.stringify(ids)],
    )
    return new Map(rows.map(({ id, seal }) => [id, seal]))
  }
}
