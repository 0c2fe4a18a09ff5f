import { domainOf, normalAddress } from '@postakte/shared/mail/address'
import { headerValue } from '../../mail/headers'
import type { ReadMail } from '../../mail/read-mail'
import { proves, type Results, refutes, resultsOf } from './authentication-results'
import type { Own, Trust } from './decision'
import { type Origin, traceOf } from './received'

/** What our own mail server found out about the sender, and how far the From may be believed (docs/filing.md). */
export interface SenderCheck {
  readonly trust: Trust
  /** Sent by one of our people or servers. */
  readonly submitted: boolean
  readonly reasons: readonly string[]
}

/** `unproven` alone keeps a mail from a known record, but is no sign of forgery. */
export const unproven = 'sender-unproven'

export const isOwnAddress = (own: Own, address: string): boolean => own.addresses.has(address) || own.domains.has(domainOf(address))

export function checkSender(mail: ReadMail, own: Own): SenderCheck {
  if (own.handed) return { trust: 1, submitted: false, reasons: [unproven] }
  const trace = traceOf(mail.headers, own)
  const { origin } = trace
  const results = resultsOf(mail.headers, trace, own)
  const from = normalAddress(mail.from[0]?.address ?? '')
  if (from === null) return { trust: results === null ? 1 : 0, submitted: false, reasons: [] }
  const found = { from, results, origin, submitted: isSubmitted(results, origin, own) }
  return isOwnAddress(own, from) ? ownSender(mail, found, own) : outsideSender(mail, found, own)
}

/** Did our own server say anything about the sender of this mail? An attached or journaled mail often has no such line. */
export const wasChecked = (mail: ReadMail, own: Own): boolean => {
  const trace = traceOf(mail.headers, own)
  return trace.boundary < mail.headers.length && resultsOf(mail.headers, trace, own) !== null
}

interface Found {
  readonly from: string
  readonly results: Results | null
  readonly origin: Origin
  readonly submitted: boolean
}

function isSubmitted(results: Results | null, origin: Origin, own: Own): boolean {
  if (results?.submitter != null) return isOwnAddress(own, results.submitter)
  return origin === 'here' || (origin === 'submitted' && !(results && refutes(results)))
}

function ownSender(mail: ReadMail, { from, results, origin, submitted }: Found, own: Own): SenderCheck {
  const proven = submitted || (results !== null && proves(results, domainOf(from)))
  if (proven && answersGoOutside(mail, own)) return { trust: 0, submitted, reasons: ['reply-to-outside'] }
  if (proven) return { trust: 2, submitted: true, reasons: [] }
  const unchecked = results === null && (own.authservIds.size === 0 || origin === 'never-travelled')
  return unchecked ? { trust: 1, submitted: false, reasons: [] } : { trust: 0, submitted: false, reasons: ['own-domain-from-outside'] }
}

function outsideSender(mail: ReadMail, { from, results, origin, submitted }: Found, own: Own): SenderCheck {
  const reply = normalAddress(mail.replyTo[0]?.address ?? '')
  if (submitted) return { trust: 2, submitted, reasons: [] }
  if (reply !== null && isOwnAddress(own, reply)) return { trust: 0, submitted, reasons: ['reply-to-own-address'] }
  if (results === null) return { trust: 1, submitted, reasons: origin === 'outside' && own.authservIds.size > 0 ? [unproven] : [] }
  if (proves(results, domainOf(from))) return { trust: 2, submitted, reasons: [] }
  if (refutes(results)) return { trust: 0, submitted, reasons: ['sender-not-proven'] }
  return { trust: 1, submitted, reasons: [unproven] }
}

/** A colleague's mail whose answers go elsewhere. A list of ours that names the true sender does so rightly. */
function answersGoOutside(mail: ReadMail, own: Own): boolean {
  if (['x-original-from', 'x-original-sender', 'list-id'].some((name) => headerValue(mail.headers, name) !== undefined)) return false
  return mail.replyTo.some(({ address }) => {
    const reply = normalAddress(address)
    return reply !== null && !isOwnAddress(own, reply)
  })
}
