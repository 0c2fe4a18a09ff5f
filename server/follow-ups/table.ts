import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table'
import { contacts } from '../contacts/table'
import { mails } from '../intake/table'
import { opportunities } from '../opportunities/table'
import { teams, users } from '../users/table'

/** What somebody, or a team, wants to come back to on a day (Wiedervorlage), at one record or mail. */
export const followUps = pgTable(
  'follow_ups',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    caseId: bigint('case_id', { mode: 'number' }).references(() => cases.id),
    opportunityId: bigint('opportunity_id', { mode: 'number' }).references(() => opportunities.id),
    mailId: bigint('mail_id', { mode: 'number' }).references(() => mails.id),
    /** For whom: a user or a team. */
    userId: integer('user_id').references(() => users.id),
    teamId: integer('team_id').references(() => teams.id),
    /** A day where that user is; of a team, where its maker is. */
    dueOn: date('due_on').notNull(),
    text: text('text').notNull(),
    /** An answer that arrives after it was made cancels it. */
    onlyWithoutAnswer: boolean('only_without_answer').notNull().default(false),
    madeBy: integer('made_by')
      .notNull()
      .references(() => users.id),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull().defaultNow(),
    version: integer('version').notNull().default(1),
    doneAt: timestamp('done_at', { withTimezone: true }),
    doneBy: integer('done_by').references(() => users.id),
    /** The mail that cancelled it, by a trigger on filings. */
    answeredBy: bigint('answered_by', { mode: 'number' }).references(() => mails.id),
    answeredAt: timestamp('answered_at', { withTimezone: true }),
    /** Its reminder went out; null again when it is moved. */
    remindedAt: timestamp('reminded_at', { withTimezone: true }),
  },
  (t) => [
    check('follow_up_one_record', sql`num_nonnulls(${t.contactId}, ${t.caseId}, ${t.opportunityId}, ${t.mailId}) = 1`),
    check('follow_up_for_one', sql`num_nonnulls(${t.userId}, ${t.teamId}) = 1`),
    check('follow_up_answered', sql`(${t.answeredAt} is null) = (${t.answeredBy} is null)`),
    index('follow_ups_contact').on(t.contactId, t.dueOn).where(sql`contact_id is not null`),
    index('follow_ups_case').on(t.caseId, t.dueOn).where(sql`case_id is not null`),
    index('follow_ups_opportunity').on(t.opportunityId, t.dueOn).where(sql`opportunity_id is not null`),
    index('follow_ups_mail').on(t.mailId, t.dueOn).where(sql`mail_id is not null`),
    index('follow_ups_user').on(t.userId, t.dueOn).where(sql`user_id is not null and done_at is null and answered_at is null`),
    index('follow_ups_team').on(t.teamId, t.dueOn).where(sql`team_id is not null and done_at is null and answered_at is null`),
    index('follow_ups_open').on(t.dueOn, t.id).where(sql`done_at is null and answered_at is null`),
    index('follow_ups_to_remind').on(t.dueOn).where(sql`reminded_at is null and done_at is null and answered_at is null`),
    index('follow_ups_unanswered').on(t.id).where(sql`only_without_answer and done_at is null and answered_at is null`),
    index('follow_ups_answered').on(t.answeredBy).where(sql`answered_by is not null`),
  ],
)
