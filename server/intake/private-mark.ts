import { normalAddress } from '@postakte/shared/mail/address'
import { readAddresses } from '../mail/addresses'
import { decodeWords } from '../mail/encoded-words'
import { headerValues, readHeaders } from '../mail/headers'
import { defaultLimits, Meter } from '../mail/limits'
import type { Header } from '../mail/read-mail'
import type { Own } from './pipeline/decision'

/** By what a mail says that it is not for everybody: a header, a tag in its subject, or an address of ours that is confidential. */
export type PrivateMark = 'header' | 'subject' | 'address'

/** Anybody can write these: a mark only ever keeps a mail from others' eyes. Null: none, or marks are not heeded here. */
export function privateMark(headers: readonly Header[], confidential: Own['confidential']): PrivateMark | null {
  if (confidential === undefined) return null
  if (headerValues(headers, 'sensitivity').some(isSensitive)) return 'header'
  if (headerValues(headers, 'subject').some((subject) => privateTag.test(decodeWords(subject.slice(0, longestSubject))))) return 'subject'
  if (confidential.addresses.size > 0 && people.some((name) => names(headers, name, confidential.addresses))) return 'address'
  return null
}

/**
 * RFC 2156 §5.3.4, RFC 4021 §2.1.55; Outlook writes these, "Normal" where nothing was chosen. Company-Confidential is none: many houses
 * put it on every business letter.
 */
const isSensitive = (value: string) => /^(?:personal|private)\b/i.test(value.trim())

/** No subject is longer; a tag behind it is one that nobody reads. Every mail is looked at here, before it is read in its own thread. */
const longestSubject = 2_000
const privateTag = /[[［]\s*private?\s*[\]］]/i

/** With those by which a mail server says to whom it really delivered. */
const people = ['from', 'sender', 'to', 'cc', 'bcc', 'delivered-to', 'x-original-to', 'envelope-to']

const names = (headers: readonly Header[], name: string, wanted: ReadonlySet<string>) =>
  readAddresses(headerValues(headers, name).join(', ')).addresses.some(({ address }) => wanted.has(normalAddress(address) ?? ''))

export interface Head {
  readonly headers: readonly Header[]
  readonly bytes: Uint8Array
}

/** The headers of a mail alone, within the usual limits: nothing of its content is looked at. */
export function headOf(bytes: Uint8Array): Head {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { headers, bodyStart } = readHeaders(all, 0, all.length, new Meter(defaultLimits), true)
  return { headers, bytes: all.subarray(0, bodyStart) }
}
