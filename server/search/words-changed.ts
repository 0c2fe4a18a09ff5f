import type { Query } from '../db/db'

/** The mail is no longer found by its old words; the indexer, which looks for these, writes the new ones. */
export const wordsChanged = (tx: Query, mailId: string) =>
  tx.query(`update mail_words set words = '', at = '-infinity' where mail_id = $1::text::bigint`, [mailId])
