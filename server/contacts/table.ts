import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
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
    note: text('note'),
    /** Set when this contact was merged into another: its number leads there. Never a merged one itself. */
    mergedInto: bigint('merged_into', { mode: 'number' }).references((): AnyPgColumn => contacts.id),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('contacts_company').on(t.companyId, t.id),
    index('contacts_owner').on(t.ownerId, t.id).where(sql`owner_id is not null`),
    index('contacts_leads').on(t.id).where(sql`stage = 'lead'`),
    index('contacts_merged').on(t.mergedInto).where(sql`merged_into is not null`),
    /** For the first digits of a number. */
    index('contacts_number_begins').on(t.number.op('text_pattern_ops')),
    check('contacts_kind', sql`${t.kind} in ('person', 'company')`),
  ],
)

/** Behind those that a person put in order; a file's own order stays. */
const afterOrdered = sql`100`

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
    /** In order; the first one is written to. */
    position: smallint('position').notNull().default(afterOrdered),
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
    /** As typed. */
    phone: text('phone').notNull(),
    position: smallint('position').notNull().default(afterOrdered),
    /** `49301234` of `(030) 12 34`: the same however it was typed. */
    digits: text('digits').generatedAlwaysAs(sql`phone_digits(phone)`),
  },
  (t) => [primaryKey({ columns: [t.contactId, t.phone] })],
)
