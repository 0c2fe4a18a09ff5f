import type { Statement } from './digest'

/** A time as the digests hold it: ISO 8601, UTC, microseconds; anything out of its reach as it prints, so that it differs. */
export const instant = (time: string): string =>
  `case when ${time} between '0001-01-01T00:00:00Z' and '9999-12-31T23:59:59Z'
        then to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else ${time}::text end`

export interface StoredRow extends Statement {
  readonly id: string
  readonly sealId: string | null
}

/** What the digest of a row is made of. */
export const statementColumns = `id::text as id, seal_id::text as "sealId", ${instant('at')} as at, user_id as "userId",
  on_behalf_of as "onBehalfOf", via, action, kind, record_id as "recordId", encode(commitment, 'hex') as commitment`

export interface ProvenRow extends StoredRow {
  /** As the database prints them; null: none, or erased. */
  readonly facts: string | null
  readonly salt: string | null
}

/** The same with what the commitment is made of. */
export const provenColumns = `${statementColumns}, facts::text as facts, encode(salt, 'hex') as salt`
