import { sql } from 'drizzle-orm'
import { bigint, boolean, customType, index, pgTable, text } from 'drizzle-orm/pg-core'
import { contacts } from '../table'

/** Ordered by code point, so that an index answers what a text begins with. */
const byCodePoint = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

/**
 * What contacts are found by, folded (docs/decisions/0015-search-of-contacts.md); kept by triggers on contacts, addresses and
 * phones. Merged contacts have no row.
 */
export const contactSearch = pgTable(
  'contact_search',
  {
    contactId: bigint('contact_id', { mode: 'number' })
      .primaryKey()
      .references(() => contacts.id, { onDelete: 'cascade' }),
    active: boolean('active').notNull(),
    /** 'anna huber'. */
    nameKey: byCodePoint('name_key').notNull(),
    /** 'huber anna'; null for a company or a single word. */
    lastKey: byCodePoint('last_key'),
    /** Name, number, company, addresses, phones: ' anna huber 10024 huber verlag gmbh …', one blank before each word. */
    text: text('text').notNull(),
  },
  (t) => [
    index('contact_search_name').on(t.nameKey).where(sql`active`),
    index('contact_search_last').on(t.lastKey).where(sql`active and last_key is not null`),
    index('contact_search_text').using('gin', t.text.op('gin_trgm_ops')),
  ],
)
