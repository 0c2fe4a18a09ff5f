import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, integer, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { teams } from '../users/table'

/** Folders for cases: trees, each of one team or of everybody. No folder is its own ancestor: a trigger (docs/cases.md). */
export const folders = pgTable(
  'folders',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    /** Null: at the top. */
    parentId: integer('parent_id').references((): AnyPgColumn => folders.id),
    /** As its parent's. */
    teamId: integer('team_id').references(() => teams.id),
    audience: integer('audience').generatedAlwaysAs(sql`coalesce(team_id, 0)`),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique('folder_once').on(t.parentId, t.teamId, t.name).nullsNotDistinct(),
    index('folders_team').on(t.teamId),
    check('folder_not_in_itself', sql`${t.parentId} <> ${t.id}`),
  ],
)
