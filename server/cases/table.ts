import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import { contacts } from '../contacts/table'
import { folders } from '../folders/table'
import { teams, users } from '../users/table'

/** Numbers of new cases. One that came in from elsewhere is skipped. */
export const caseNumbers = pgSequence('case_numbers', { startWith: 1001 })

export const cases = pgTable(
  'cases',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    number: text('number').notNull().unique(),
    /** Short check of the tag `[VG=number-check]`. */
    check: text('check').notNull(),
    title: text('title').notNull(),
    contactId: bigint('contact_id', { mode: 'number' }).references(() => contacts.id),
    teamId: integer('team_id').references(() => teams.id),
    assigneeId: integer('assignee_id').references(() => users.id),
    folderId: integer('folder_id').references(() => folders.id),
    status: text('status', { enum: ['open', 'waiting', 'closed', 'archived'] })
      .notNull()
      .default('open'),
    /** Since when it has this status, and who gave it; null: the server, when a mail came. */
    statusAt: timestamp('status_at', { withTimezone: true }).notNull().defaultNow(),
    statusBy: integer('status_by').references(() => users.id),
    /** Seen by its owner alone. */
    private: boolean('private').notNull().default(false),
    ownerId: integer('owner_id').references(() => users.id),
    type: text('type', { enum: ['case', 'inquiry'] })
      .notNull()
      .default('case'),
    externalId: text('external_id').unique(),
    /** Set while it is closed or archived. */
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** Mails up to here need no answer any more: somebody closed the case. */
    settledAt: timestamp('settled_at', { withTimezone: true }),
    /** The waiting clock, computed from the filings by triggers: the first mail of the other side that nobody has answered. */
    customerWaitsSince: timestamp('customer_waits_since', { withTimezone: true }),
    weWaitSince: timestamp('we_wait_since', { withTimezone: true }),
    /** Set when this case was merged into another: its number and its tag lead there. */
    mergedInto: bigint('merged_into', { mode: 'number' }).references((): AnyPgColumn => cases.id),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    /** Who may see it: -owner when private, else the team, else 0 (everybody). */
    audience: integer('audience').generatedAlwaysAs(
      sql`case when private then -coalesce(owner_id, 2147483647) else coalesce(team_id, 0) end`,
    ),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('cases_contact').on(t.contactId),
    index('cases_contact_open').on(t.contactId).where(sql`status in ('open', 'waiting')`),
    index('cases_team').on(t.teamId, t.status, t.updatedAt, t.id),
    index('cases_assignee').on(t.assigneeId, t.status, t.updatedAt, t.id),
    index('cases_folder').on(t.folderId, t.updatedAt, t.id).where(sql`folder_id is not null`),
    index('cases_changed').on(t.updatedAt, t.id),
    index('cases_team_active').on(t.teamId, t.updatedAt, t.id).where(sql`status in ('open', 'waiting')`),
    index('cases_active').on(t.updatedAt, t.id).where(sql`status in ('open', 'waiting')`),
    index('cases_team_longest')
      .on(t.teamId, sql`coalesce(customer_waits_since, 'infinity')`, t.id)
      .where(sql`status in ('open', 'waiting')`),
    index('cases_longest').on(sql`coalesce(customer_waits_since, 'infinity')`, t.id).where(sql`status in ('open', 'waiting')`),
    index('cases_merged').on(t.mergedInto).where(sql`merged_into is not null`),
    check('cases_status', sql`${t.status} in ('open', 'waiting', 'closed', 'archived')`),
    check('case_not_into_itself', sql`${t.mergedInto} <> ${t.id}`),
  ],
)

export const caseParticipants = pgTable(
  'case_participants',
  {
    caseId: bigint('case_id', { mode: 'number' })
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    contactId: bigint('contact_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.contactId] }), index('case_participants_contact').on(t.contactId)],
)

/** The case goes with the other, follows it, or is its duplicate. */
export const caseLinks = pgTable(
  'case_links',
  {
    caseId: bigint('case_id', { mode: 'number' })
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    otherId: bigint('other_id', { mode: 'number' })
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ['related', 'follows', 'duplicate'] }).notNull(),
    /** Null: the server, for an answer to a closed case. */
    madeBy: integer('made_by').references(() => users.id),
    madeAt: timestamp('made_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.otherId, t.kind] }),
    index('case_links_other').on(t.otherId),
    check('case_link_kind', sql`${t.kind} in ('related', 'follows', 'duplicate')`),
    check('case_link_of_two', sql`${t.caseId} <> ${t.otherId}`),
    /** One row says that two cases are related. */
    check('case_link_related_once', sql`${t.kind} <> 'related' or ${t.caseId} < ${t.otherId}`),
  ],
)

/** A merge, with all that undoing it needs. */
export const caseMerges = pgTable(
  'case_merges',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    fromId: bigint('from_id', { mode: 'number' })
      .notNull()
      .references(() => cases.id),
    intoId: bigint('into_id', { mode: 'number' })
      .notNull()
      .references(() => cases.id),
    mergedBy: integer('merged_by')
      .notNull()
      .references(() => users.id),
    mergedAt: timestamp('merged_at', { withTimezone: true }).notNull().defaultNow(),
    undoneBy: integer('undone_by').references(() => users.id),
    undoneAt: timestamp('undone_at', { withTimezone: true }),
    statusBefore: text('status_before').notNull(),
    closedAtBefore: timestamp('closed_at_before', { withTimezone: true }),
    /** Of the other case. */
    settledAtBefore: timestamp('settled_at_before', { withTimezone: true }),
    settledAtAfter: timestamp('settled_at_after', { withTimezone: true }),
    /** Contacts that came to the other case as participants. */
    participants: bigint('participants', { mode: 'number' }).array().notNull(),
    /** Open follow-ups that went along. */
    followUps: bigint('follow_ups', { mode: 'number' }).array().notNull().default(sql`'{}'`),
  },
  (t) => [index('case_merges_from').on(t.fromId, t.id)],
)

/** A filing of the merged case, and what the merge did in the other: made one, brought a removed one back, made a rule's a person's. */
export const caseMergeFilings = pgTable(
  'case_merge_filings',
  {
    mergeId: bigint('merge_id', { mode: 'number' })
      .notNull()
      .references(() => caseMerges.id, { onDelete: 'cascade' }),
    activityId: bigint('activity_id', { mode: 'number' }).notNull(),
    /** Of the merged case, before. */
    removedBy: integer('removed_by'),
    removedAt: timestamp('removed_at', { withTimezone: true }),
    change: text('change', { enum: ['made', 'brought-back', 'held', 'none'] }).notNull(),
    /** Of the filing in the other case, before. */
    otherFiledAt: timestamp('other_filed_at', { withTimezone: true }).notNull(),
    otherFiledBy: integer('other_filed_by'),
    otherRemovedBy: integer('other_removed_by'),
    otherRemovedAt: timestamp('other_removed_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.mergeId, t.activityId] })],
)
