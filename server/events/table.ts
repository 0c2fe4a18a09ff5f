import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/**
 * What others shall see at once: queue, case, presence. Written last in a transaction, under a lock, so that ids become
 * visible in their order and a listener that read up to an id has missed nothing.
 */
export const events = pgTable(
  'events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    /** shared/model/event-kinds.ts */
    kind: text('kind').notNull(),
    /** Whose it is: as the record's. */
    audiences: integer('audiences').array().notNull(),
    /** Ids and what changed; no names, no texts. */
    data: jsonb('data').notNull(),
    /** Null: the server; and with presence, of which nothing is kept that says who it was. */
    byUser: integer('by_user'),
  },
  (t) => [index('events_at').on(t.at), index('events_presence').on(t.at).where(sql`kind in ('mail-presence', 'case-presence')`)],
)
