import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table'
import { contacts } from '../contacts/table'
import { mails } from '../intake/table'
import { opportunities } from '../opportunities/table'
import { users } from '../users/table'

/** A mail under a record, once. Removed filings stay as tombstones: no rule files them again. */
export const filings = pgTable(
  'filings',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    mailId: bigint('mail_id', { mode: 'number' })
      .notNull()
      .references(() => mails.id),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    caseId: bigint('case_id', { mode: 'number' }).references(() => cases.id),
    opportunityId: bigint('opportunity_id', { mode: 'number' }).references(() => opportunities.id),
    rule: text('rule').notNull(),
    because: jsonb('because').notNull(),
    /** Null: a rule did it. */
    filedBy: integer('filed_by').references(() => users.id),
    filedAt: timestamp('filed_at', { withTimezone: true }).notNull().defaultNow(),
    removedBy: integer('removed_by').references(() => users.id),
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (t) => [
    check('filing_one_target', sql`num_nonnulls(${t.contactId}, ${t.caseId}, ${t.opportunityId}) = 1`),
    unique('filed_once').on(t.mailId, t.contactId, t.caseId, t.opportunityId).nullsNotDistinct(),
    index('filings_contact').on(t.contactId),
    index('filings_case').on(t.caseId).where(sql`case_id is not null`),
    index('filings_opportunity').on(t.opportunityId).where(sql`opportunity_id is not null`),
  ],
)
