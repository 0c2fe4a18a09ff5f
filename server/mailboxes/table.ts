import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { teams, users } from '../users/table'

export const mailboxes = pgTable('mailboxes', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull().unique(),
  host: text('host').notNull(),
  port: integer('port').notNull().default(993),
  /** 'tls' from the first byte, 'starttls', or 'none' (loopback only). */
  security: text('security', { enum: ['tls', 'starttls', 'none'] })
    .notNull()
    .default('tls'),
  login: text('login').notNull(),
  /** AES-256-GCM under the server's secret key; a password, or the OAuth2 refresh token with its client. */
  secret: text('secret').notNull(),
  /** OAuth2: the newest refresh token that the provider gave in exchange, under the same key; goes when the secret changes. */
  refreshToken: text('refresh_token'),
  auth: text('auth', { enum: ['password', 'oauth2'] })
    .notNull()
    .default('password'),
  folder: text('folder').notNull().default('INBOX'),
  /** What happens to a mail on the IMAP server once it is safely kept here. */
  afterwards: text('afterwards', { enum: ['read', 'move', 'leave'] })
    .notNull()
    .default('read'),
  moveTo: text('move_to'),
  intervalSeconds: integer('interval_seconds').notNull().default(60),
  teamId: integer('team_id').references(() => teams.id),
  /** A personal mailbox: its mail is its owner's alone until it is filed under a record. */
  ownerId: integer('owner_id').references(() => users.id),
  active: boolean('active').notNull().default(true),
  /** Newest problem (code and facts) and since when; null when all is well. */
  problem: jsonb('problem'),
  problemSince: timestamp('problem_since', { withTimezone: true }),
  seenAt: timestamp('seen_at', { withTimezone: true }),
})

/** Which server reads a mailbox, and until when unless it says so again. For peace only: without it every mail still comes once. */
export const mailboxLeases = pgTable('mailbox_leases', {
  mailboxId: integer('mailbox_id')
    .primaryKey()
    .references(() => mailboxes.id, { onDelete: 'cascade' }),
  holder: text('holder').notNull(),
  until: timestamp('until', { withTimezone: true }).notNull(),
})

/** How far a folder is taken in. A hint for speed only: what was seen is decided by the sightings. */
export const mailboxCursors = pgTable(
  'mailbox_cursors',
  {
    mailboxId: integer('mailbox_id')
      .notNull()
      .references(() => mailboxes.id, { onDelete: 'cascade' }),
    folder: text('folder').notNull(),
    uidValidity: bigint('uid_validity', { mode: 'bigint' }).notNull(),
    uid: bigint('uid', { mode: 'bigint' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.mailboxId, t.folder] })],
)
