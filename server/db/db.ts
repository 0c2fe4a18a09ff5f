/** What features need of a database: PostgreSQL through postgres.js, or PGlite in process. Parameters $1, $2 …; rows as plain objects. */
export interface Query {
  query<T = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<T[]>
  /** Rows into a table in the fastest durable way the database has; fails as a whole on a duplicate key. */
  copyOriginals(rows: readonly OriginalRow[]): Promise<void>
  /** Inside a transaction: a statement whose answer nobody needs. The transaction waits for it, and fails with it. */
  send(text: string, parameters?: readonly unknown[]): void
  /** Inside a transaction: work that may fail without the rest failing with it; what it wrote is gone then. */
  savepoint<T>(work: (tx: Query) => Promise<T>): Promise<T>
}

/** What `savepoint` and `send` say outside of a transaction. */
export const noTransaction = () => new Error('that needs a transaction around it')

/** What a transaction has sent and must wait for. */
export class Sent {
  private readonly asked: Promise<unknown>[] = []

  add(asked: Promise<unknown>): void {
    this.asked.push(asked)
    // Who waits for all hears of it, also where something else failed first.
    asked.catch(() => {})
  }

  async answered(): Promise<void> {
    await Promise.all(this.asked)
  }
}

/** The work of a transaction, and what it sent. */
export async function withSent<T>(work: (tx: Query) => Promise<T>, queryOf: (sent: Sent) => Query): Promise<T> {
  const sent = new Sent()
  const result = await work(queryOf(sent))
  await sent.answered()
  return result
}

/** A savepoint by statements, for a driver that has none of its own. */
export async function savepointIn<T>(tx: Query, work: (tx: Query) => Promise<T>): Promise<T> {
  await tx.query('savepoint part')
  try {
    const result = await work(tx)
    await tx.query('release savepoint part')
    return result
  } catch (error) {
    await tx.query('rollback to savepoint part')
    throw error
  }
}

/** Who acts; `scopes` are those of the token, null for all of the user's permissions. */
export interface Actor {
  readonly id: number
  readonly scopes: readonly string[] | null
}

/** First statement of a transaction under row-level security. */
export const enterStatement = `select enter($1::int, case when $2::text is null then null else array(select jsonb_array_elements_text($2::text::jsonb)) end)`
export const enterParameters = ({ id, scopes }: Actor): unknown[] => [id, scopes === null ? null : JSON.stringify(scopes)]

export interface OriginalRow {
  readonly sha256: Buffer
  readonly bytes: Uint8Array
}

export interface Db extends Query {
  readonly kind: 'postgres' | 'embedded'
  transaction<T>(work: (tx: Query) => Promise<T>): Promise<T>
  /**
   * The same database, whose transactions run one after the other on a connection of their own: its plans are made once. Each call
   * opens another one; they close with the database.
   */
  inTurn(): Db
  /** A transaction under row-level security: sees and changes only what this user may (docs/rights.md). */
  as<T>(actor: Actor, work: (tx: Query) => Promise<T>): Promise<T>
  /**
   * One statement as the API's role, alone in its transaction: a function of the database that finds out by itself who acts
   * (docs/decisions/0016). Costs one round trip where `as` costs four.
   */
  alone<T>(text: string, parameters: readonly unknown[]): Promise<T[]>
  /** Calls back for each NOTIFY on the channel, and with '' whenever some may have been missed; resolves to a function that stops it. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  migrate(): Promise<void>
  close(): Promise<void>
}

/** Bytes as a query parameter that both databases take: `decode($n, 'base64')`. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
