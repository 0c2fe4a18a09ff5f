import ICAL from 'ical.js'
import type { RawContact } from './contact-row'
import type { TextFile } from './text-file'

/** A card that cannot be read, by the line it begins in. */
export interface BrokenCard {
  readonly line: number
  readonly broken: true
}

/** Larger cards (pictures) are refused rather than held in memory. */
const largestCard = 16 * 1024 * 1024

/** vCard 3 and 4 (RFC 2426, 6350), card by card: FN, ORG, EMAIL, TEL, UID, KIND. */
export async function* readVcards(file: TextFile): AsyncGenerator<RawContact | BrokenCard> {
  for await (const { text, line } of cardsOf(file)) yield (text === null ? null : readCard(text, line)) ?? { line, broken: true }
}

async function* cardsOf(file: TextFile): AsyncGenerator<{ text: string | null; line: number }> {
  let lines: string[] | null = null
  let size = 0
  let line = 0
  let begun = 0
  for await (const text of linesOf(file)) {
    line++
    if (/^BEGIN:VCARD\s*$/i.test(text)) {
      if (lines) yield { text: null, line: begun }
      lines = []
      size = 0
      begun = line
    }
    size += text.length
    if (size <= largestCard) lines?.push(text)
    if (lines && /^END:VCARD\s*$/i.test(text)) {
      yield { text: size <= largestCard ? lines.join('\r\n') : null, line: begun }
      lines = null
    }
  }
  if (lines) yield { text: null, line: begun }
}

async function* linesOf(file: TextFile): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of file.text()) {
    const lines = (rest + chunk.replace(/\ufeff/g, '')).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  yield rest
}

function readCard(card: string, line: number): RawContact | null {
  try {
    const component = new ICAL.Component(ICAL.parse(card) as never)
    const all = (name: string) => component.getAllProperties(name).map((property) => property.getFirstValue())
    const text = (name: string) => (all(name).flat().map(String)[0] ?? '').trim()
    // Version 2.1 (Outlook) has another escaping: `=C3=BC` would become part of a name.
    if (text('version') === '2.1') return null
    return {
      line,
      kind: text('kind') || (/^company$/i.test(text('x-abshowas')) ? 'company' : ''),
      number: '',
      externalId: text('uid'),
      name: text('fn'),
      firstName: '',
      displayName: '',
      company: text('org'),
      companyNumber: '',
      addresses: all('email').map((one) =>
        String(one)
          .trim()
          .replace(/^mailto:/i, ''),
      ),
      phones: all('tel').map((one) => String(one).trim().replace(/^tel:/i, '')),
      owner: '',
      active: '',
    }
  } catch {
    return null
  }
}
