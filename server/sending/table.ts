import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table'
import { mails } from '../intake/table'
import { users } from '../users/table'

/**
 * A mail that somebody sends for a case, by the token that it carries (X-Postakte-Sending). Announcement and mail come in any order;
 * when both are there it is filed, once (docs/decisions/0029-announced-mails.md).
 */
export const sendings = pgTable(
  'sendings',
  {
    token: text('token').primaryKey(),
    /** Who announced it, and for which case. */
    userId: integer('user_id').references(() => users.id),
    caseId: bigint('case_id', { mode: 'number' }).references(() => cases.id),
    announcedAt: timestamp('announced_at', { withTimezone: true }),
    /** The mail that carries it, and who handed it over, unless our mail server brought it. */
    mailId: bigint('mail_id', { mode: 'number' }).references(() => mails.id),
    handedBy: integer('handed_by').references(() => users.id),
    arrivedAt: timestamp('arrived_at', { withTimezone: true }),
    filedAt: timestamp('filed_at', { withTimezone: true }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('sendings_at').on(t.at),
    index('sendings_mail').on(t.mailId).where(sql`mail_id is not null`),
    check('sending_announced', sql`(${t.userId} is null) = (${t.caseId} is null)`),
  ],
)
