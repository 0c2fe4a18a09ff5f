import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { activities } from '../activities/table'
import { cases } from '../cases/table'
import { contacts } from '../contacts/table'
import { mails } from '../intake/table'
import { opportunities } from '../opportunities/table'
import { users } from '../users/table'

/** An activity (a mail, call, note or meeting) under a record, once. Removed filings stay as tombstones: no rule files them again. */
export const filings = pgTable(
  'filings',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    activityId: bigint('activity_id', { mode: 'number' })
      .notNull()
      .references(() => activities.id),
    /** The activity's mail; null for the others. */
    mailId: bigint('mail_id', { mode: 'number' }).references(() => mails.id),
    /** The activity's, so that a timeline is read from one index. */
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    /** The activity's, kept by triggers; null while the activity is deleted, so that no timeline finds it. */
    kind: text('kind', { enum: ['mail', 'call', 'note', 'meeting'] }),
    /** Who may see the activity, when that is one audience; else `severalAudiences`. Kept by triggers (docs/timeline.md). */
    audience: integer('audience').notNull().default(0),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    caseId: bigint('case_id', { mode: 'number' }).references(() => cases.id),
    opportunityId: bigint('opportunity_id', { mode: 'number' }).references(() => opportunities.id),
    rule: text('rule').notNull(),
    because: jsonb('because').notNull(),
    /** Null: a rule did it. */
    filedBy: integer('filed_by').references(() => users.id),
    filedAt: timestamp('filed_at', { withTimezone: true }).notNull().defaultNow(),
    removedBy: integer('removed_by').references(() => users.id),
    removedAt: timestamp('removed_at', { withTimezone: true }),
    /** Whose word it is at a case, theirs or ours, when a person wrote the mail: the waiting clock counts these. Set by a trigger. */
    turn: text('turn', { enum: ['in', 'out'] }),
    /** Which of the mail's attachments belong there (0 is the first); null for all. */
    attachments: smallint('attachments').array(),
  },
  (t) => [
    check('filing_one_target', sql`num_nonnulls(${t.contactId}, ${t.caseId}, ${t.opportunityId}) = 1`),
    unique('filed_once').on(t.activityId, t.contactId, t.caseId, t.opportunityId).nullsNotDistinct(),
    index('filings_mail').on(t.mailId).where(sql`mail_id is not null`),
    index('filings_contact').on(t.contactId, t.occurredAt, t.activityId).where(sql`contact_id is not null`),
    index('filings_case').on(t.caseId, t.occurredAt, t.activityId).where(sql`case_id is not null`),
    // A mail that is dated ahead counts from when it was filed.
    index('filings_turns').on(t.caseId, t.turn, sql`least(occurred_at, filed_at)`).where(sql`turn is not null and removed_at is null`),
    index('filings_opportunity').on(t.opportunityId, t.occurredAt, t.activityId).where(sql`opportunity_id is not null`),
    // Of timelines: what is removed, deleted or not for the one who asks is stepped over, not read.
    index('filings_contact_timeline')
      .on(t.contactId, t.audience, t.kind, t.occurredAt, t.activityId)
      .where(sql`contact_id is not null and removed_at is null and kind is not null`),
    index('filings_case_timeline')
      .on(t.caseId, t.kind, t.occurredAt, t.activityId)
      .where(sql`case_id is not null and removed_at is null and kind is not null`),
    index('filings_opportunity_timeline')
      .on(t.opportunityId, t.kind, t.occurredAt, t.activityId)
      .where(sql`opportunity_id is not null and removed_at is null and kind is not null`),
  ],
)
