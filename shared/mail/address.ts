import { toAscii, toUnicode } from './idna'

/** An address as read from a header: what stands there, decoded. */
export interface ReadAddress {
  /** addr-spec shown to a person: domain lower case and in Unicode; a local part alone is kept. '' when there is none. */
  readonly address: string
  readonly name: string
}

/** Matching key of an address: lower case, domain in ACE without trailing dot; null when it is no addr-spec of one @. */
export function normalAddress(text: string): string | null {
  const trimmed = text.trim()
  const at = trimmed.lastIndexOf('@')
  if (at < 1 || at === trimmed.length - 1 || trimmed.length > 320) return null
  const local = normalLocal(trimmed.slice(0, at))
  const domain = normalDomain(trimmed.slice(at + 1))
  return local === null || domain === null ? null : `${local}@${domain}`
}

/** Lower case; a sign that only becomes ASCII by that (the Kelvin sign) is made to be mistaken for it. */
function normalLocal(text: string): string | null {
  const local = text.toLowerCase().normalize('NFC')
  if (!plainLocal.test(local)) return null
  return /^[\x21-\x7e]*$/.test(local) && !/^[\x21-\x7e]*$/.test(text) ? null : local
}

/** RFC 6531 lets letters of all scripts in; quoted local parts never match a contact. */
const plainLocal = /^[^\s@"(),:;<>[\\\]\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+$/

/** Lower-case ACE form of a domain; null when it is none. */
export function normalDomain(text: string): string | null {
  const domain = toAscii(text.trim().replace(/\.$/, ''))
  return domain !== null && /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(domain) ? domain : null
}

/** Domain of a normalised address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** Address for people: domain lower case, punycode as letters. */
export function shownAddress(text: string): string {
  const at = text.lastIndexOf('@')
  if (at === -1) return text
  return `${text.slice(0, at)}@${toUnicode(text.slice(at + 1).toLowerCase())}`
}

/** name+tag@domain → name@domain, of a normalised address; null when there is no tag. */
export function withoutPlusTag(address: string): string | null {
  const plus = address.indexOf('+')
  const at = address.lastIndexOf('@')
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : null
}
