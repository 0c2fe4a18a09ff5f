import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { mails } from '../intake/table'
import { users } from '../users/table'

/** What happened with a contact. A mail's activity carries no copy of the mail. */
export const activities = pgTable(
  'activities',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['mail', 'call', 'note', 'meeting'] }).notNull(),
    mailId: bigint('mail_id', { mode: 'number' })
      .unique()
      .references(() => mails.id),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    /** Of a call, note or meeting. */
    title: text('title'),
    text: text('text'),
    direction: text('direction', { enum: ['in', 'out'] }),
    minutes: integer('minutes'),
    /** Who logged it; null for a mail. */
    userId: integer('user_id').references(() => users.id),
    version: integer('version').notNull().default(1),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
    /** Who may see it: kept by a trigger on filings (docs/rights.md). */
    audiences: integer('audiences').array().notNull().default(sql`'{0}'`),
  },
  (t) => [
    check('activity_kind', sql`${t.kind} in ('mail', 'call', 'note', 'meeting')`),
    check('activity_mail', sql`(${t.kind} = 'mail') = (${t.mailId} is not null)`),
    index('activities_user').on(t.userId, t.occurredAt).where(sql`user_id is not null`),
  ],
)
