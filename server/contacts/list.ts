import type { ContactLine } from '@postakte/shared/api/contact-lines'
import type { ContactFilter } from '@postakte/shared/api/contacts'
import type { Query } from '../db/db'
import { type Condition, where } from '../db/where'
import { lineColumns, lineJoins } from './lines'

export interface Page {
  readonly after?: string | undefined
  readonly limit: number
}

/** Newest first; `after` is the last id of the page before. Merged contacts are in no list. */
export async function listContacts(tx: Query, filter: ContactFilter, { after, limit }: Page) {
  const { text, parameters } = where([...filtered(filter), ['c.id < ?::text::bigint', idAfter(after)]])
  const rows = await tx.query<ContactLine>(
    `select ${lineColumns} from contacts c ${lineJoins} ${text} order by c.id desc limit ${limit + 1}`,
    parameters,
  )
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

export const filtered = ({ companyId, ownerId, stage, active }: ContactFilter): (Condition | false)[] => [
  ['c.merged_into is null'],
  ['c.company_id = ?::text::bigint', companyId],
  ['c.owner_id = ?::int', ownerId],
  ['c.stage = ?', stage],
  active !== 'all' && ['c.active = ?::boolean', active === 'yes'],
]

/** What is no id of a page begins at the first. */
const idAfter = (after: string | undefined) => (after !== undefined && /^[1-9]\d{0,17}$/.test(after) ? after : undefined)
