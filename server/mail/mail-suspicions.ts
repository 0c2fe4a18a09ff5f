import { domainOf, normalAddress } from '@postakte/shared/mail/address'
import { headerValue, headerValues } from './headers'
import { readStructured } from './parameters'
import type { Address, Header, Suspicion } from './read-mail'

/** Headers of which RFC 5322 §3.6 allows one, and that two readers would take differently. */
const onceOnly = ['from', 'subject', 'date', 'message-id', 'content-type', 'sender', 'reply-to', 'to']

interface Senders {
  readonly from: readonly Address[]
  readonly sender: readonly Address[]
}

/** What makes the mail as a whole doubtful; what makes its From doubtful stands in address-suspicions. */
export function suspicionsOf(headers: readonly Header[], { from, sender }: Senders, bareCr: boolean): Suspicion[] {
  const found: Suspicion[] = []
  const repeated = onceOnly.filter((name) => new Set(headerValues(headers, name)).size > 1)
  if (repeated.includes('from') || from.length > 1) found.push('several-from')
  if (repeated.length > 0) found.push('repeated-header')
  if (repeated.includes('subject') || repeated.includes('content-type')) found.push('several-readings')
  if (from.length === 0 || from[0]!.address === '') found.push('no-from')
  if (senderDiffers(from, sender)) found.push('sender-differs')
  if (headers.some((header) => header.value.includes('\0'))) found.push('nul-byte')
  if (bareCr) found.push('bare-cr')
  if (isMarkedAsSpam(headers)) found.push('marked-as-spam')
  const type = headerValue(headers, 'content-type')
  if (type && readStructured(type).repeated.length > 0) found.push('repeated-parameter')
  return found
}

/** Sent by a server that has nothing to do with the From: neither its domain nor one above or below it. */
function senderDiffers(from: readonly Address[], sender: readonly Address[]): boolean {
  const one = normalAddress(from[0]?.address ?? '')
  const other = normalAddress(sender[0]?.address ?? '')
  if (one === null || other === null) return false
  const [a, b] = [domainOf(one), domainOf(other)]
  return a !== b && !a.endsWith(`.${b}`) && !b.endsWith(`.${a}`)
}

/** What filters write (SpamAssassin, rspamd, Exchange): a verdict for spam is believed whoever says it. */
const spamMarks: readonly (readonly [name: string, value: RegExp])[] = [
  ['x-spam-flag', /^yes\b/i],
  ['x-spam-status', /^yes\b/i],
  ['x-spam', /^yes\b/i],
  ['x-ms-exchange-organization-scl', /^[5-9]$/],
  ['x-forefront-antispam-report', /(?:^|;)\s{0,5}SFV:(?:SPM|SKS|SKB)\s{0,5}(?:;|$)/i],
]

const isMarkedAsSpam = (headers: readonly Header[]) =>
  spamMarks.some(([name, mark]) => headerValues(headers, name).some((value) => mark.test(value.trim())))
