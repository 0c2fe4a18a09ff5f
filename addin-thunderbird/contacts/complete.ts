import { contactRoutes } from '@postakte/shared/api/contacts'
import { inTime } from '@postakte/shared/sending/look-at-draft'
import { missing, parts } from '../background/parts'
import { vCard } from './vcard'

/** Our contacts complete addresses beside those of Thunderbird's own address books. */
export const addressBook = { addressBookName: 'Postakte', id: 'postakte-contacts', isSecure: true } as const

const most = 10
/** Of letters: one finds everybody. */
const least = 2
/** Who types an address does not wait longer. */
const patience = 1_500

/** Thunderbird waits for the answer and takes no error well: without a server nobody is found. */
export async function complete(typed: string | undefined): Promise<{ results: readonly string[]; isCompleteResult: boolean }> {
  const search = (typed ?? '').trim().slice(0, 100)
  const results = search.length < least ? [] : await inTime((signal) => find(search, signal), patience)
  return { results: results ?? [], isCompleteResult: results !== null && results.length < most }
}

async function find(search: string, signal?: AbortSignal): Promise<readonly string[]> {
  const all = await parts()
  if ((await missing(all)) !== null) return []
  const query = { search, limit: most }
  const { items } = await all.session.ask(contactRoutes.listContacts, { query }, signal === undefined ? {} : { signal })
  return items.flatMap(({ name, address }) => vCard(name, address) ?? [])
}
