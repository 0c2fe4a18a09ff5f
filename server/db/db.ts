/** What features need of a database: PostgreSQL through postgres.js, or PGlite in process. Parameters $1, $2 …; rows as plain objects. */
export interface Query {
  query<T = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<T[]>
  /** Rows into a table in the fastest durable way the database has; fails as a whole on a duplicate key. */
  copyOriginals(rows: readonly OriginalRow[]): Promise<void>
}

export interface OriginalRow {
  readonly sha256: Buffer
  readonly bytes: Uint8Array
}

export interface Db extends Query {
  readonly kind: 'postgres' | 'embedded'
  transaction<T>(work: (tx: Query) => Promise<T>): Promise<T>
  /** Calls back for each NOTIFY on the channel; resolves to a function that stops it. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  migrate(): Promise<void>
  close(): Promise<void>
}

/** Bytes as a query parameter that both databases take: `decode($n, 'base64')`. */
export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
