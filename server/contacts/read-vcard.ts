import { Problem } from '@postakte/shared/model/problem'
import ICAL from 'ical.js'
import type { RawContact } from './contact-row'

/** vCard 3 and 4 (RFC 2426, 6350): FN, N, ORG, EMAIL, TEL, UID. A card that cannot be read is refused with its line. */
export function readVcards(text: string, path: string): { readonly rows: readonly RawContact[]; readonly broken: readonly number[] } {
  const rows: RawContact[] = []
  const broken: number[] = []
  let line = 1
  for (const card of text.split(/(?=^BEGIN:VCARD)/im)) {
    if (/^BEGIN:VCARD/i.test(card)) {
      const row = readCard(card, line)
      if (row) rows.push(row)
      else broken.push(line)
    }
    line += card.split('\n').length - 1
  }
  if (rows.length + broken.length === 0) throw new Problem('contacts-no-cards', { path })
  return { rows, broken }
}

function readCard(card: string, line: number): RawContact | null {
  try {
    const component = new ICAL.Component(ICAL.parse(card) as never)
    const all = (name: string) => component.getAllProperties(name).map((property) => property.getFirstValue())
    const text = (name: string) => all(name).flat().map(String)[0] ?? ''
    return {
      line,
      number: '',
      externalId: text('uid'),
      name: text('fn'),
      firstName: '',
      company: text('org'),
      companyNumber: '',
      addresses: all('email').map((one) => String(one).replace(/^mailto:/i, '')),
      phones: all('tel').map((one) => String(one).replace(/^tel:/i, '')),
    }
  } catch {
    return null
  }
}
