import { sql } from 'drizzle-orm'
import { bigint, check, customType, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/**
 * Who did what with which record. Append-only: triggers of the migration refuse every change but sealing and erasing. What names
 * a person stands in `facts` only; numbers of users and records are pseudonyms and stay. No foreign key to the users: a row is
 * written without a lock, and outlives whom it names.
 */
export const journal = pgTable(
  'journal',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    /** Null: the server itself. */
    userId: integer('user_id'),
    onBehalfOf: integer('on_behalf_of'),
    via: text('via').notNull(),
    action: text('action').notNull(),
    kind: text('kind'),
    recordId: text('record_id'),
    /** Null: there were none, or they were erased; then the commitment is still there. */
    facts: jsonb('facts'),
    salt: bytea('salt'),
    /** sha256(salt ‖ facts): what the chain holds of the facts. */
    commitment: bytea('commitment'),
    sealId: bigint('seal_id', { mode: 'number' }).references(() => journalSeals.id),
  },
  (t) => [
    index('journal_seal').on(t.sealId, t.id),
    index('journal_record').on(t.kind, t.recordId, t.id),
    index('journal_user').on(t.userId, t.id),
    // No address, name or subject fits into what is kept in clear.
    check(
      'journal_plain_words',
      sql`${t.via} ~ '^[a-z]{1,20}$' and ${t.action} ~ '^[a-z][a-z0-9.-]{0,59}$' and ${t.kind} ~ '^[a-z][a-z-]{0,29}$' and ${t.recordId} ~ '^[A-Za-z0-9_.:-]{1,80}$'`,
    ),
    check('journal_record_of_a_kind', sql`${t.recordId} is null or ${t.kind} is not null`),
    check(
      'journal_facts_committed',
      sql`(${t.facts} is null) = (${t.salt} is null) and (${t.facts} is null or ${t.commitment} is not null)`,
    ),
  ],
)

/** The chain. Each seal lists the rows of a batch with their digests; numbers have no gap, so that there is one chain only. */
export const journalSeals = pgTable(
  'journal_seals',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    at: timestamp('at', { withTimezone: true }).notNull(),
    count: integer('count').notNull(),
    fromId: bigint('from_id', { mode: 'number' }).notNull(),
    toId: bigint('to_id', { mode: 'number' }).notNull(),
    /** 40 bytes a row: number and digest. */
    rows: bytea('rows').notNull(),
    /** Hash of the seal before; zeros for the first. */
    prev: bytea('prev').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [
    check('journal_seals_numbered', sql`${t.id} > 0`),
    check('journal_seals_listed', sql`${t.count} > 0 and length(${t.rows}) = ${t.count} * 40`),
    check('journal_seals_hashes', sql`length(${t.prev}) = 32 and length(${t.hash}) = 32`),
  ],
)
