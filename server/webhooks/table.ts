import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { users } from '../users/table'

/** Another system that is told what happens. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Kinds of events (shared/model/event-kinds.ts). */
    kinds: text('kinds').array().notNull(),
    /** Who set it up last: it is told what this user may see, with the permissions that the token of then carried. */
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    scopes: text('scopes').array(),
    /** AES-256-GCM under the server's secret key. */
    secret: text('secret').notNull(),
    /** The one before a change: signs beside the new one until then. */
    secretBefore: text('secret_before'),
    secretBeforeUntil: timestamp('secret_before_until', { withTimezone: true }),
    active: boolean('active').notNull().default(true),
    /** Why it is off: a person did it, or everything failed for a day, or the receiver said that it is gone. */
    offReason: text('off_reason', { enum: ['person', 'failing', 'gone'] }),
    /** Told of events after this one only. */
    sinceEvent: bigint('since_event', { mode: 'number' }).notNull(),
    /** The newest attempt: when, and what came of it. */
    lastAt: timestamp('last_at', { withTimezone: true }),
    lastStatus: smallint('last_status'),
    lastFailure: text('last_failure'),
    succeededAt: timestamp('succeeded_at', { withTimezone: true }),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [check('webhook_off', sql`${t.offReason} is null or not ${t.active}`), index('webhooks_user').on(t.userId)],
)

/** One message for one webhook: tried until it is taken, with the same id, or given up. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    webhookId: integer('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** `webhook-id`: the same in each attempt, never used again. */
    messageId: uuid('message_id').notNull().defaultRandom(),
    /** Null: a test. */
    eventId: bigint('event_id', { mode: 'number' }),
    kind: text('kind').notNull(),
    /** Whose the event was: checked again before each attempt. */
    audiences: integer('audiences').array().notNull(),
    /** As it is signed and sent, in each attempt the same. */
    body: text('body').notNull(),
    state: text('state', { enum: ['waiting', 'delivered', 'failed'] })
      .notNull()
      .default('waiting'),
    attempts: smallint('attempts').notNull().default(0),
    /** Not before; while one server is at it, the end of its claim. */
    nextAt: timestamp('next_at', { withTimezone: true }).notNull().defaultNow(),
    lastStatus: smallint('last_status'),
    lastFailure: text('last_failure'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    doneAt: timestamp('done_at', { withTimezone: true }),
  },
  (t) => [
    unique('delivered_once').on(t.webhookId, t.eventId),
    check('delivery_state', sql`${t.state} in ('waiting', 'delivered', 'failed')`),
    check('delivery_done', sql`(${t.state} = 'waiting') = (${t.doneAt} is null)`),
    index('deliveries_waiting').on(t.webhookId, t.nextAt, t.id).where(sql`state = 'waiting'`),
    index('deliveries_created').on(t.createdAt),
    index('deliveries_list').on(t.webhookId, t.id),
  ],
)
