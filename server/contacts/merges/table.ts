import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from '../../users/table'
import { contacts } from '../table'

/** A contact that was merged into another, until that is undone. */
export const contactMerges = pgTable(
  'contact_merges',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    fromId: bigint('from_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    intoId: bigint('into_id', { mode: 'number' })
      .notNull()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    mergedBy: integer('merged_by').references(() => users.id),
    mergedAt: timestamp('merged_at', { withTimezone: true }).notNull().defaultNow(),
    undoneBy: integer('undone_by').references(() => users.id),
    undoneAt: timestamp('undone_at', { withTimezone: true }),
  },
  (t) => [
    index('contact_merges_into').on(t.intoId),
    /** A contact is merged once at a time. */
    uniqueIndex('contact_merged_once').on(t.fromId).where(sql`undone_at is null`),
  ],
)

/** One thing that a merge moved, as it was: what undo brings back. */
export const contactMergeMoves = pgTable(
  'contact_merge_moves',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    mergeId: bigint('merge_id', { mode: 'number' })
      .notNull()
      .references(() => contactMerges.id, { onDelete: 'cascade' }),
    kind: text('kind', {
      enum: [
        'address',
        'phone',
        'filing',
        'revived-filing',
        'case',
        'participant',
        'opportunity',
        'person',
        'company-link',
        'merged',
        'follow-up',
      ],
    }).notNull(),
    /** Of the filing, case, opportunity or contact. */
    recordId: bigint('record_id', { mode: 'number' }),
    /** The row as it was, where the id does not say all. */
    was: jsonb('was'),
  },
  (t) => [
    index('contact_merge_moves_merge').on(t.mergeId, t.kind),
    check(
      'contact_merge_move_kind',
      sql`${t.kind} in ('address', 'phone', 'filing', 'revived-filing', 'case', 'participant', 'opportunity', 'person', 'company-link', 'merged', 'follow-up')`,
    ),
  ],
)
