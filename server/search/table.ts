import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { mails } from '../intake/table'

/**
 * What a mail can be found by: stems of subject (marked with '^'), names and visible text, one after the other. The index is over
 * `kept_words`, which makes a tsvector of them. Written in the background (index-words.ts).
 */
export const mailWords = pgTable(
  'mail_words',
  {
    mailId: bigint('mail_id', { mode: 'number' })
      .primaryKey()
      .references(() => mails.id, { onDelete: 'cascade' }),
    /** The activity's time, so that the newest are found first; '-infinity' where the words are to be written anew. */
    at: timestamp('at', { withTimezone: true }).notNull(),
    words: text('words').notNull(),
  },
  (t) => [index('mail_words_newest').on(t.at, t.mailId), index('mail_words_words').using('gin', sql`kept_words(${t.words})`)],
)
