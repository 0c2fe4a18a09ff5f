import { sql } from 'drizzle-orm'
import { bigint, check, customType, index, integer, jsonb, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { mailboxes } from '../mailboxes/table'
import { users } from '../users/table'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** The bytes as they came, once however often they were seen. */
export const originals = pgTable('originals', {
  sha256: bytea('sha256').primaryKey(),
  size: integer('size').notNull(),
  bytes: bytea('bytes').notNull(),
})

/** One mail as filed: what was read of it, what was decided, and why. */
export const mails = pgTable(
  'mails',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Message-ID and fingerprint of the content together: a known Message-ID never suppresses a different mail. */
    identity: bytea('identity').notNull().unique(),
    messageId: text('message_id'),
    sha256: bytea('sha256')
      .notNull()
      .references(() => originals.sha256),
    threadKey: text('thread_key'),
    fromAddress: text('from_address'),
    fromName: text('from_name'),
    subject: text('subject').notNull(),
    /** What the mail says; null when it says nothing readable. */
    sentAt: timestamp('sent_at', { withTimezone: true }),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    direction: text('direction', { enum: ['in', 'out', 'internal'] }).notNull(),
    class: text('class').notNull(),
    trust: smallint('trust').notNull(),
    preview: text('preview').notNull(),
    /** Decision with its findings, hops, doubts, attachments: what `explain` shows. */
    decision: jsonb('decision').notNull(),
    state: text('state', { enum: ['filed', 'ask', 'unmatched', 'ignored'] }).notNull(),
    /** Who may see it while it is filed under no case or opportunity: its mailbox's team, -owner of a personal mailbox, or 0. */
    audience: integer('audience').notNull().default(0),
    /** The same of further mailboxes to which it came, until somebody gives it away. */
    alsoFor: integer('also_for').array().notNull().default(sql`'{}'`),
    /** Who may see it: kept by a trigger on filings. */
    audiences: integer('audiences').array().notNull().default(sql`'{0}'`),
  },
  (t) => [
    index('mails_message_id').on(t.messageId),
    index('mails_from').on(t.fromAddress, t.id),
    // Copies of a mail whose Message-ID somebody rewrote (mails/duplicates.ts) say the same second.
    index('mails_sent').on(t.sentAt),
    // Asked for equal keys only, and a third of a tree's size: the keys are long.
    index('mails_thread').using('hash', t.threadKey),
    index('mails_state').on(t.state, t.id),
    check('mails_state_known', sql`${t.state} in ('filed', 'ask', 'unmatched', 'ignored')`),
  ],
)

/** Every place where a mail was seen; the work list of the intake. */
export const sightings = pgTable(
  'sightings',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    source: text('source').notNull(),
    mailboxId: integer('mailbox_id').references(() => mailboxes.id),
    /** Who handed it over from a mail program; that user keeps seeing the mail, wherever others file it. */
    userId: integer('user_id').references(() => users.id),
    folder: text('folder').notNull(),
    uidValidity: bigint('uid_validity', { mode: 'bigint' }),
    uid: bigint('uid', { mode: 'bigint' }),
    sha256: bytea('sha256')
      .notNull()
      .references(() => originals.sha256),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
    state: text('state', { enum: ['received', 'processed', 'quarantined'] })
      .notNull()
      .default('received'),
    attempts: smallint('attempts').notNull().default(0),
    /** Not before; set after a failure. */
    retryAt: timestamp('retry_at', { withTimezone: true }),
    mailId: bigint('mail_id', { mode: 'number' }).references(() => mails.id),
    /** Why it is in quarantine: code and facts. */
    problem: jsonb('problem'),
  },
  (t) => [
    unique('sighting_once').on(t.source, t.mailboxId, t.folder, t.uidValidity, t.uid, t.sha256).nullsNotDistinct(),
    index('sightings_waiting').on(t.id).where(sql`state = 'received'`),
    index('sightings_quarantined').on(t.id).where(sql`state = 'quarantined'`),
    index('sightings_mail').on(t.mailId),
    check('sighting_processed_has_mail', sql`(${t.state} = 'processed') = (${t.mailId} is not null)`),
  ],
)

/** Private mail that was not taken in: where it lies, and nothing of what it says. */
export const leftMails = pgTable(
  'left_mails',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    source: text('source').notNull(),
    mailboxId: integer('mailbox_id').references(() => mailboxes.id),
    folder: text('folder').notNull(),
    uidValidity: bigint('uid_validity', { mode: 'bigint' }),
    uid: bigint('uid', { mode: 'bigint' }),
    size: integer('size').notNull(),
    /** SHA-256 of its head: the same mail in another place is known by it. */
    headHash: bytea('head_hash').notNull(),
    mark: text('mark', { enum: ['header', 'subject', 'address'] }).notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
  },
  (t) => [unique('left_once').on(t.source, t.mailboxId, t.folder, t.uidValidity, t.uid, t.headHash).nullsNotDistinct()],
)

/** Message-ID → thread, also of mails that we never saw: two answers to an unseen mail stand together. */
export const threadIds = pgTable('thread_ids', {
  messageId: text('message_id').primaryKey(),
  threadKey: text('thread_key').notNull(),
})
