import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { mails } from '../intake/table'
import { teams, users } from '../users/table'

/** A mail that a person has to look at: one for each team or owner to whose mailbox it came. The queue is a query over the open ones. */
export const todos = pgTable(
  'todos',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    mailId: bigint('mail_id', { mode: 'number' })
      .notNull()
      .references(() => mails.id),
    kind: text('kind', { enum: ['ask', 'unmatched'] }).notNull(),
    candidates: jsonb('candidates').notNull(),
    senderAddress: text('sender_address').notNull(),
    waitingSince: timestamp('waiting_since', { withTimezone: true }).notNull(),
    teamId: integer('team_id').references(() => teams.id),
    assigneeId: integer('assignee_id').references(() => users.id),
    /** Of a personal mailbox: for its owner alone. */
    ownerId: integer('owner_id').references(() => users.id),
    audience: integer('audience').generatedAlwaysAs(sql`coalesce(-owner_id, team_id, 0)`),
    version: integer('version').notNull().default(1),
    doneAt: timestamp('done_at', { withTimezone: true }),
    doneBy: integer('done_by').references(() => users.id),
    /** Done because its mail was filed, not set aside: open again when that is taken back. */
    filed: boolean('filed').notNull().default(false),
  },
  (t) => [
    unique('todo_once').on(t.mailId, t.audience),
    check('todo_kind', sql`${t.kind} in ('ask', 'unmatched')`),
    index('todos_by_sender').on(t.senderAddress, t.waitingSince).where(sql`done_at is null`),
    index('todos_assignee').on(t.assigneeId, t.waitingSince).where(sql`done_at is null`),
    index('todos_by_waiting').on(t.waitingSince).where(sql`done_at is null`),
  ],
)
