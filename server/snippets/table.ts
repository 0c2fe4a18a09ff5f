import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { teams, users } from '../users/table'

/** A part of a mail (Textbaustein): plain text with placeholders (shared/model/placeholders.ts). */
export const snippets = pgTable(
  'snippets',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    shortcut: text('shortcut'),
    /** Two letters (ISO 639-1). */
    language: text('language').notNull(),
    folder: text('folder'),
    text: text('text').notNull(),
    /** Of one user, of one team, or with neither of everybody. */
    ownerId: integer('owner_id').references(() => users.id),
    teamId: integer('team_id').references(() => teams.id),
    audience: integer('audience').generatedAlwaysAs(sql`coalesce(-owner_id, team_id, 0)`),
    /** Name, shortcut and text as they are searched (shared/model/search-text.ts). */
    search: text('search').notNull(),
    version: integer('version').notNull().default(1),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (t) => [
    check('snippet_of_one', sql`num_nonnulls(${t.ownerId}, ${t.teamId}) <= 1`),
    index('snippets_audience').on(t.audience).where(sql`deleted_at is null`),
  ],
)

/** How often somebody put a snippet into a draft: most used first. */
export const snippetUses = pgTable(
  'snippet_uses',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    snippetId: bigint('snippet_id', { mode: 'number' })
      .notNull()
      .references(() => snippets.id, { onDelete: 'cascade' }),
    times: integer('times').notNull().default(1),
    usedAt: timestamp('used_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.snippetId] })],
)
