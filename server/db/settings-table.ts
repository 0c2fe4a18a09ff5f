import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'

/** Who we are (own domains, addresses, authserv-ids) and what an admin sets at run time. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
})
