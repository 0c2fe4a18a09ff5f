import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table'
import { teams, users } from '../users/table'

export const cases = pgTable(
  'cases',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    number: text('number').notNull().unique(),
    /** Short check of the tag `[VG=number-check]`. */
    check: text('check').notNull(),
    title: text('title').notNull(),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    teamId: integer('team_id').references(() => teams.id),
    assigneeId: integer('assignee_id').references(() => users.id),
    status: text('status', { enum: ['open', 'waiting', 'closed', 'archived'] })
      .notNull()
      .default('open'),
    private: boolean('private').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('cases_contact').on(t.contactId), check('cases_status', sql`${t.status} in ('open', 'waiting', 'closed', 'archived')`)],
)

export const caseParticipants = pgTable(
  'case_participants',
  {
    caseId: bigint('case_id', { mode: 'number' })
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    contactId: bigint('contact_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.contactId] }), index('case_participants_contact').on(t.contactId)],
)
