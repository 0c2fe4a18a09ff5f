import { customType, index, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../../users/table'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** A change that was asked for with a key, and what was answered: the same request again gets the same answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    key: text('key').notNull(),
    /** SHA-256 of route, parameters and body. */
    request: bytea('request').notNull(),
    status: smallint('status'),
    answer: jsonb('answer'),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('idempotency_keys_at').on(t.at)],
)
