import type { Query } from '../db/db'

/** Two requests about the same external id wait for each other, so that the second finds what the first made. */
export const oneAtATime = (tx: Query, kind: string, externalId: string) =>
  tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 7072015))`, [`${kind}|${externalId}`])
