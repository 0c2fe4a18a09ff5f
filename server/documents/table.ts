import { sql } from 'drizzle-orm'
import { bigint, customType, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { teams, users } from '../users/table'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** A named file that goes into drafts: a price list, the terms, a form. Of one team, or of everybody. */
export const documents = pgTable(
  'documents',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    teamId: integer('team_id').references(() => teams.id),
    audience: integer('audience').generatedAlwaysAs(sql`coalesce(team_id, 0)`),
    /** The name as it is searched (shared/model/search-text.ts). */
    search: text('search').notNull(),
    version: integer('version').notNull().default(1),
    deletedAt: timestamp('deleted_at', { withTimezone: true }),
  },
  (t) => [index('documents_name').on(t.name, t.id).where(sql`deleted_at is null`)],
)

/** Every file that a document ever was; the newest counts. */
export const documentFiles = pgTable(
  'document_files',
  {
    documentId: bigint('document_id', { mode: 'number' })
      .notNull()
      .references(() => documents.id),
    /** 1, 2, 3 … */
    number: integer('number').notNull(),
    fileName: text('file_name').notNull(),
    /** As the one who uploaded it said. */
    type: text('type').notNull(),
    bytes: bytea('bytes').notNull(),
    sha256: bytea('sha256').notNull().generatedAlwaysAs(sql`sha256(bytes)`),
    size: integer('size').notNull().generatedAlwaysAs(sql`octet_length(bytes)`),
    byUser: integer('by_user')
      .notNull()
      .references(() => users.id),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.number] })],
)
