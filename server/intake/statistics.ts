import type { Db } from '../db/db'

/**
 * Tells the planner how its tables have grown. Plans made while a table was empty read it whole, are kept by the connection
 * (those of the foreign keys too), and cost more with every mail, until autovacuum comes by; the embedded database has none.
 */
export class Statistics {
  private readonly db: Db
  private filed = 0
  private next = 300

  constructor(db: Db) {
    this.db = db
  }

  /** Called with every batch; analyzes at 300, 1,500, 7,500 … mails of this run. */
  async count(filed: number): Promise<void> {
    this.filed += filed
    if (this.filed < this.next) return
    this.next *= 5
    await this.db.query('analyze originals, sightings, mails, filings, activities, todos, thread_ids')
  }
}
