import type postgres from 'postgres'
import { type Db, type Query, Sent, savepointIn } from './db'
import { connectionError, Life, until } from './until-lost'

type Sql = postgres.Sql<Record<string, never>>
type Line = postgres.ReservedSql<Record<string, never>>
type Work<T> = (tx: Query) => Promise<T>

interface TurnOptions {
  /** A pool of one connection, which says `lost` when it closes. */
  readonly sql: Sql
  readonly queryOf: (line: Line) => Query
}

/**
 * Transactions one after the other on one connection, with the fewest round trips: BEGIN goes out with the first statement, COMMIT with
 * what was sent last. (The driver's own `begin` waits for the answer to each.) A transaction whose connection is lost is lost with it:
 * no statement of it ever goes out on another one.
 */
export class Turn {
  private readonly options: TurnOptions
  private last: Promise<unknown> = Promise.resolve()
  private lose: ((error: Error) => void) | null = null
  private closed = false

  constructor(options: TurnOptions) {
    this.options = options
  }

  readonly transaction: Db['transaction'] = (work) => {
    const mine = this.last.then(() => this.next(work))
    this.last = mine.catch(() => {})
    return mine
  }

  /** The driver says so before it connects again. */
  lost(): void {
    this.lose?.(connectionError('CONNECTION_CLOSED'))
  }

  async close(): Promise<void> {
    this.closed = true
    await this.options.sql.end({ timeout: 5 })
  }

  private async next<T>(work: Work<T>): Promise<T> {
    // The driver would open a new connection after its end.
    if (this.closed) throw connectionError('CONNECTION_ENDED')
    const line = await this.options.sql.reserve()
    const life = new Life()
    const lost = new Promise<never>((_, reject) => {
      this.lose = (error) => {
        life.isOver = true
        reject(error)
      }
    })
    try {
      return await Promise.race([this.run(line, work, life), lost])
    } finally {
      this.lose = null
      // A lost one is back with the pool already, or will be.
      if (!life.isOver) line.release()
    }
  }

  private async run<T>(line: Line, work: Work<T>, life: Life): Promise<T> {
    const sent = new Sent()
    const bare: Query = { ...this.options.queryOf(line), savepoint: (part) => savepointIn(bare, part) }
    const tx = until(life, bare, sent)
    tx.send('begin')
    try {
      const result = await work(tx)
      if (life.isOver) throw connectionError('CONNECTION_CLOSED')
      const [{ command }] = await Promise.all([line.unsafe('commit'), sent.answered()])
      // Some statement failed, and the work went on as if it had not.
      if (command !== 'COMMIT') throw new Error('a statement failed: nothing was kept')
      return result
    } catch (error) {
      if (!life.isOver) await line.unsafe('rollback')
      throw error
    }
  }
}
