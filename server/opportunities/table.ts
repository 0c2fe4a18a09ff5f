import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, numeric, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table'
import { teams, users } from '../users/table'

export const opportunities = pgTable(
  'opportunities',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    title: text('title').notNull(),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    stage: text('stage', { enum: ['new', 'qualified', 'offer', 'negotiation', 'won', 'lost'] })
      .notNull()
      .default('new'),
    open: boolean('open').generatedAlwaysAs(sql`stage not in ('won', 'lost')`),
    value: numeric('value', { precision: 14, scale: 2 }),
    currency: text('currency').notNull().default('EUR'),
    expectedOn: date('expected_on'),
    /** The day it was won or lost. */
    closedOn: date('closed_on'),
    teamId: integer('team_id').references(() => teams.id),
    ownerId: integer('owner_id').references(() => users.id),
    private: boolean('private').notNull().default(false),
    externalId: text('external_id').unique(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    audience: integer('audience').generatedAlwaysAs(
      sql`case when private then -coalesce(owner_id, 2147483647) else coalesce(team_id, 0) end`,
    ),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('opportunities_contact').on(t.contactId),
    index('opportunities_owner').on(t.ownerId),
    index('opportunities_open_first').on(t.open.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check('opportunity_closed', sql`${t.closedOn} is null or ${t.stage} in ('won', 'lost')`),
    check('opportunity_stage', sql`${t.stage} in ('new', 'qualified', 'offer', 'negotiation', 'won', 'lost')`),
  ],
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
    role: text('role'),
  },
  (t) => [primaryKey({ columns: [t.opportunityId, t.contactId] }), index('opportunity_people_contact').on(t.contactId)],
)
