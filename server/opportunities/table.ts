import { bigint, boolean, index, integer, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table'

export const opportunities = pgTable(
  'opportunities',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    title: text('title').notNull(),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    open: boolean('open').notNull().default(true),
    value: numeric('value', { precision: 14, scale: 2 }),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('opportunities_contact').on(t.contactId)],
)

export const opportunityPeople = pgTable(
  'opportunity_people',
  {
    opportunityId: bigint('opportunity_id', { mode: 'number' })
      .notNull()
      .references(() => opportunities.id, { onDelete: 'cascade' }),
    contactId: bigint('contact_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.opportunityId, t.contactId] }), index('opportunity_people_contact').on(t.contactId)],
)
