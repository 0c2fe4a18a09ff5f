import { createHash } from 'node:crypto'

/** What a row states besides its number; the facts only through their commitment. docs/journal.md has the recipe for auditors. */
export interface Statement {
  /** UTC with microseconds, as `instant` of columns.ts writes it. */
  readonly at: string
  readonly userId: number | null
  readonly onBehalfOf: number | null
  readonly via: string
  readonly action: string
  readonly kind: string | null
  readonly recordId: string | null
  /** Hexadecimal. */
  readonly commitment: string | null
}

/** A row in the list of its seal. */
export interface Listed {
  readonly id: bigint
  readonly digest: Buffer
}

export interface Batch {
  readonly id: bigint
  readonly at: string
  readonly count: number
  readonly fromId: bigint
  readonly toId: bigint
  readonly rows: Buffer
}

/** Where the chain begins. */
export const noSeal = Buffer.alloc(32)

export function rowDigest({ at, userId, onBehalfOf, via, action, kind, recordId, commitment }: Statement): Buffer {
  return sha256(JSON.stringify(['row', at, userId, onBehalfOf, via, action, kind, recordId, commitment]))
}

/** `salt` in hexadecimal, `facts` as the database prints them. */
export const commitmentOf = (salt: string, facts: string): string => sha256(Buffer.from(salt, 'hex'), facts).toString('hex')

export function sealHash(prev: Buffer, { id, at, count, fromId, toId, rows }: Batch): Buffer {
  return sha256(prev, JSON.stringify(['seal', String(id), at, count, String(fromId), String(toId)]), rows)
}

export const listBytes = (rows: readonly Listed[]): Buffer => Buffer.concat(rows.flatMap(({ id, digest }) => [int64(id), digest]))

/** What is left over at the end of a torn list is no row. */
export function listed(bytes: Buffer): Listed[] {
  return Array.from({ length: Math.floor(bytes.length / 40) }, (_, at) => ({
    id: bytes.readBigInt64BE(at * 40),
    digest: bytes.subarray(at * 40 + 8, at * 40 + 40),
  }))
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}

function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
