import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { mails } from '../intake/table'

/** What happened with a contact. A mail's activity carries no copy of the mail. */
export const activities = pgTable('activities', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  kind: text('kind', { enum: ['mail', 'call', 'note', 'meeting'] }).notNull(),
  mailId: bigint('mail_id', { mode: 'number' })
    .unique()
    .references(() => mails.id),
  occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
})
