import type { ContactLine } from '@postakte/shared/api/contact-lines'
import { normalAddress } from '@postakte/shared/mail/address'
import { plainNumber } from '@postakte/shared/mail/tags'
import type { Query } from '../../db/db'
import { lineColumns, lineJoins } from '../lines'

/** The best twenty for what was typed so far, best first. How: docs/decisions/0015-search-of-contacts.md. */
export const searchContacts = (tx: Query, typed: string): Promise<ContactLine[]> =>
  tx.query<ContactLine>(
    `select ${lineColumns} from search_contacts($1, $2, $3) s join contacts c on c.id = s.contact_id ${lineJoins} order by s.place`,
    [typed, /^[\d\s]{1,30}$/.test(typed) ? plainNumber(typed) || null : null, normalAddress(typed)],
  )
