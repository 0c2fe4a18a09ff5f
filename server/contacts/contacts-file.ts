import { Problem } from '@postakte/shared/model/problem'
import type { MappedColumn } from './columns'
import { type ContactRow, checkContact, isRefused, type RawContact, type Refused } from './contact-row'
import { readCsv } from './read-csv'
import { type BrokenCard, readVcards } from './read-vcard'
import { repeats } from './repeats'
import { type Encoding, openText } from './text-file'

/** A file of contacts, read and checked line by line as it is walked through; nothing is written by that. */
export interface ContactsFile {
  readonly encoding: Encoding
  /** Null for vCards. */
  readonly table: { readonly delimiter: string; readonly columns: readonly MappedColumn[] } | null
  readonly contacts: AsyncIterable<ContactRow | Refused>
}

export async function openContacts(path: string, options: { readonly numberColumn?: string } = {}): Promise<ContactsFile> {
  const file = await openText(path)
  if (/\.vcf$/i.test(path) || /^\ufeff?\s*BEGIN:VCARD/i.test(file.head))
    return { encoding: file.encoding, table: null, contacts: checked(some(readVcards(file), path)) }
  const { rows, ...table } = await readCsv(file, options.numberColumn)
  return { encoding: file.encoding, table, contacts: checked(rows) }
}

async function* checked(rows: AsyncIterable<RawContact | BrokenCard>): AsyncGenerator<ContactRow | Refused> {
  const repeated = repeats()
  for await (const raw of rows) {
    const one = 'broken' in raw ? brokenCard(raw) : checkContact(raw)
    yield isRefused(one) ? one : (repeated(one) ?? one)
  }
}

const brokenCard = ({ line }: BrokenCard): Refused => ({ line, code: 'contact-bad-card', facts: { line: String(line) } })

async function* some<T>(cards: AsyncIterable<T>, path: string): AsyncGenerator<T> {
  let found = false
  for await (const card of cards) {
    found = true
    yield card
  }
  if (!found) throw new Problem('contacts-no-cards', { path })
}
