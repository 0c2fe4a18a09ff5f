import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table'
import { mails } from '../intake/table'
import { users } from '../users/table'

/**
 * Who reads or answers a mail or case at this moment, by window. A row lives as long as its window says so, and leaves no trace:
 * the table is unlogged, so it is in no WAL archive, and nothing else keeps who it was (docs/live.md).
 */
export const presences = pgTable(
  'presences',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    program: text('program', { enum: ['outlook', 'thunderbird', 'desk'] }).notNull(),
    /** The client's own name for a window, tab or pane. */
    window: text('window').notNull(),
    mailId: bigint('mail_id', { mode: 'number' }).references(() => mails.id, { onDelete: 'cascade' }),
    caseId: bigint('case_id', { mode: 'number' }).references(() => cases.id, { onDelete: 'cascade' }),
    /** Of a mail that the server does not know, or not for this user: keyed hash of its Message-ID. */
    messageKey: text('message_key'),
    doing: text('doing', { enum: ['reading', 'answering'] }).notNull(),
    since: timestamp('since', { withTimezone: true }).notNull().defaultNow(),
    until: timestamp('until', { withTimezone: true }).notNull(),
    /** Of the record when its window last said so: who hears that it is left. */
    audiences: integer('audiences').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.window] }),
    check('presence_one_place', sql`num_nonnulls(${t.mailId}, ${t.caseId}, ${t.messageKey}) = 1`),
    check('presence_doing', sql`${t.doing} in ('reading', 'answering')`),
    check('presence_program', sql`${t.program} in ('outlook', 'thunderbird', 'desk')`),
    index('presences_mail').on(t.mailId).where(sql`mail_id is not null`),
    index('presences_case').on(t.caseId).where(sql`case_id is not null`),
    index('presences_message').on(t.messageKey).where(sql`message_key is not null`),
  ],
)
