import { normalAddress } from '@postakte/shared/mail/address'
import { plainNumber } from '@postakte/shared/mail/tags'

/** One contact as an import brings it, checked. */
export interface ContactRow {
  readonly line: number
  readonly kind: 'person' | 'company'
  readonly number: string | null
  readonly externalId: string | null
  readonly name: string
  readonly companyNumber: string | null
  readonly addresses: readonly string[]
  readonly phones: readonly string[]
}

/** A line that was not taken: why, as a Problem code with its facts. */
export interface Refused {
  readonly line: number
  readonly code: string
  readonly facts: Readonly<Record<string, string>>
}

export interface RawContact {
  readonly line: number
  readonly number: string
  readonly externalId: string
  readonly name: string
  readonly firstName: string
  readonly company: string
  readonly companyNumber: string
  readonly addresses: readonly string[]
  readonly phones: readonly string[]
}

/** Checks one line; a wrong address refuses the line rather than losing it silently. */
export function checkContact(raw: RawContact): ContactRow | Refused {
  const refuse = (code: string, facts: Record<string, string> = {}): Refused => ({
    line: raw.line,
    code,
    facts: { line: String(raw.line), ...facts },
  })
  const person = [raw.firstName, raw.name].filter((part) => part !== '').join(' ')
  const name = person || raw.company
  if (name === '') return refuse('contact-no-name')
  const number = plainNumber(raw.number)
  if (raw.number !== '' && !/^\d{1,12}$/.test(number)) return refuse('contact-bad-number', { number: raw.number.slice(0, 40) })
  const wrong = raw.addresses.find((address) => normalAddress(address) === null)
  if (wrong !== undefined) return refuse('contact-bad-address', { address: wrong.slice(0, 80) })
  return {
    line: raw.line,
    kind: person === '' ? 'company' : 'person',
    number: number === '' ? null : number,
    externalId: raw.externalId === '' ? null : raw.externalId,
    name: name.slice(0, 300),
    companyNumber: raw.companyNumber === '' ? null : plainNumber(raw.companyNumber),
    addresses: [...new Set(raw.addresses.map((address) => normalAddress(address)!))],
    phones: [...new Set(raw.phones)].slice(0, 10),
  }
}

export const isRefused = (one: ContactRow | Refused): one is Refused => 'code' in one
