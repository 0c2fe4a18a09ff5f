import { normalAddress } from '@postakte/shared/mail/address'
import { plainNumber } from '@postakte/shared/mail/tags'

/** One contact as an import brings it, checked. */
export interface ContactRow {
  readonly line: number
  readonly kind: 'person' | 'company'
  readonly number: string | null
  readonly externalId: string | null
  readonly name: string
  /** The company that a person belongs to, by number or by name. */
  readonly companyNumber: string | null
  readonly companyName: string | null
  readonly addresses: readonly string[]
  readonly phones: readonly string[]
  /** As the file names the owner: name, login or address of a user. */
  readonly owner: string | null
  readonly active: boolean | null
}

/** A line that was not taken, or not wholly: why, as a Problem code with its facts. */
export interface Refused {
  readonly line: number
  readonly code: string
  readonly facts: Readonly<Record<string, string>>
}

/** A line as the file has it; '' where it says nothing. */
export interface RawContact {
  readonly line: number
  readonly kind: string
  readonly number: string
  readonly externalId: string
  readonly name: string
  readonly firstName: string
  readonly displayName: string
  readonly company: string
  readonly companyNumber: string
  readonly addresses: readonly string[]
  readonly phones: readonly string[]
  readonly owner: string
  readonly active: string
}

/** More of either is a broken line, not a contact; also keeps keys within what an index takes. */
const longest = { name: 300, key: 200, phone: 60, addresses: 50, phones: 20 }

/** Checks one line; a wrong address refuses the line rather than losing it silently. */
export function checkContact(raw: RawContact): ContactRow | Refused {
  const named = nameAndKind(raw)
  const number = plainNumber(raw.number)
  if (named.name === '') return refuse(raw, 'contact-no-name')
  if (raw.number !== '' && !/^\d{1,12}$/.test(number)) return refuse(raw, 'contact-bad-number', { number: raw.number.slice(0, 40) })
  if (raw.externalId.length > longest.key) return refuse(raw, 'contact-bad-id', { id: `${raw.externalId.slice(0, 40)}…` })
  const wrong = raw.addresses.find((address) => normalAddress(address) === null)
  if (wrong !== undefined) return refuse(raw, 'contact-bad-address', { address: wrong.slice(0, 80) })
  return {
    line: raw.line,
    ...named,
    number: number || null,
    externalId: oneLine(raw.externalId) || null,
    companyNumber: plainNumber(raw.companyNumber) || null,
    companyName: (named.kind === 'person' && cut(raw.company)) || null,
    addresses: [...new Set(raw.addresses.map((address) => normalAddress(address)!))].slice(0, longest.addresses),
    phones: [...new Set(raw.phones.map((phone) => oneLine(phone).slice(0, longest.phone)))].slice(0, longest.phones),
    owner: oneLine(raw.owner) || null,
    active: raw.active === '' ? null : !/^(0|n|no|nein|false|falsch|inaktiv|inactive)$/i.test(raw.active),
  }
}

export const isRefused = (one: ContactRow | Refused): one is Refused => 'code' in one

const refuse = ({ line }: RawContact, code: string, facts: Record<string, string> = {}): Refused => ({
  line,
  code,
  facts: { line: String(line), ...facts },
})

function nameAndKind(raw: RawContact): { readonly name: string; readonly kind: 'person' | 'company' } {
  const person = cut([raw.firstName, raw.name].filter((part) => part !== '').join(' ') || raw.displayName)
  const company = cut(raw.company)
  if (/^(firma|unternehmen|company|org|organi[sz]ation)$/i.test(raw.kind)) return { name: company || person, kind: 'company' }
  const isCompany = person === '' || (person === company && raw.firstName === '')
  return { name: person || company, kind: isCompany ? 'company' : 'person' }
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
const cut = (name: string) => [...oneLine(name)].slice(0, longest.name).join('')
