import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, boolean, check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/table'

export const contacts = pgTable(
  'contacts',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['person', 'company'] }).notNull(),
    /** Customer number, `[KD=…]`; without leading zeros. */
    number: text('number').unique(),
    name: text('name').notNull(),
    companyId: bigint('company_id', { mode: 'number' }).references((): AnyPgColumn => contacts.id),
    active: boolean('active').notNull().default(true),
    stage: text('stage', { enum: ['lead', 'customer'] })
      .notNull()
      .default('customer'),
    ownerId: integer('owner_id').references(() => users.id),
    externalId: text('external_id').unique(),
    /** Set when this contact was merged into another: its number leads there. */
    mergedInto: bigint('merged_into', { mode: 'number' }).references((): AnyPgColumn => contacts.id),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('contacts_company').on(t.companyId), check('contacts_kind', sql`${t.kind} in ('person', 'company')`)],
)

export const contactAddresses = pgTable(
  'contact_addresses',
  {
    /** Normalised (shared/mail/address). */
    address: text('address').notNull(),
    contactId: bigint('contact_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    /** info@, einkauf@: the address of the company, not of a person. */
    role: boolean('role').notNull().default(false),
    domain: text('domain').generatedAlwaysAs(sql`split_part(address, '@', 2)`),
  },
  (t) => [
    primaryKey({ columns: [t.address, t.contactId] }),
    index('contact_addresses_contact').on(t.contactId),
    index('contact_addresses_domain').on(t.domain),
  ],
)

export const contactPhones = pgTable(
  'contact_phones',
  {
    contactId: bigint('contact_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    phone: text('phone').notNull(),
  },
  (t) => [primaryKey({ columns: [t.contactId, t.phone] })],
)
