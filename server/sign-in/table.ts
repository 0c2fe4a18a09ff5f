import { sql } from 'drizzle-orm'
import { check, customType, index, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/table'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/**
 * Failed attempts of the last hour, for all servers together. Each row cost its maker a password check, of which a server does
 * some forty a second; rows are dropped after an hour. Keys are hashed: no login and no address can be read here.
 */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    key: bytea('key').primaryKey(),
    failures: integer('failures').notNull(),
    lastAt: timestamp('last_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('sign_in_attempts_at').on(t.lastAt)],
)

/** A panel that waits for its user to confirm it in the browser (RFC 8628). Lives ten minutes. */
export const deviceSignIns = pgTable(
  'device_sign_ins',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    deviceHash: bytea('device_hash').notNull().unique(),
    userCode: text('user_code').notNull().unique(),
    program: text('program', { enum: ['outlook', 'thunderbird', 'desk', 'api'] }).notNull(),
    name: text('name').notNull(),
    address: text('address').notNull(),
    requestedAt: timestamp('requested_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** Seconds between two questions; grows by five with each that comes too early. */
    interval: smallint('interval').notNull(),
    askedAt: timestamp('asked_at', { withTimezone: true }),
    answer: text('answer', { enum: ['confirmed', 'refused'] }),
    answeredBy: integer('answered_by').references(() => users.id),
  },
  (t) => [
    index('device_sign_ins_expiry').on(t.expiresAt),
    check('device_answer', sql`(${t.answer} is null) = (${t.answeredBy} is null) and ${t.answer} in ('confirmed', 'refused')`),
  ],
)

/** A browser that is away at the company's sign-in service, or just came back from there. Lives ten minutes. */
export const companySignIns = pgTable(
  'company_sign_ins',
  {
    /** While it is away: of the state. When it came back: of the code that it may exchange. */
    hash: bytea('hash').primaryKey(),
    /** SHA-256 of what the browser alone has, from before it left. */
    challenge: text('challenge').notNull(),
    comeBackTo: text('come_back_to').notNull(),
    nonce: text('nonce').notNull(),
    codeVerifier: text('code_verifier').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** Who it turned out to be. */
    userId: integer('user_id').references(() => users.id),
  },
  (t) => [index('company_sign_ins_expiry').on(t.expiresAt)],
)
