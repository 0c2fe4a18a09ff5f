import { domainOf, normalAddress, normalDomain } from '@postakte/shared/mail/address'
import type { Header, ReadMail } from '../../mail/read-mail'
import type { Own, Trust } from './decision'

/** What our own mail server found out about the sender, and how far the From may be believed (docs/filing.md). */
export interface SenderCheck {
  readonly trust: Trust
  /** Submitted by one of our people, signed in. */
  readonly submitted: boolean
  readonly reasons: readonly string[]
}

interface Results {
  readonly dmarc: string | null
  readonly headerFrom: string | null
  readonly dkimDomains: readonly string[]
  readonly spf: string | null
  readonly mailFrom: string | null
  readonly submitter: string | null
}

export const isOwnAddress = (own: Own, address: string): boolean => own.addresses.has(address) || own.domains.has(domainOf(address))

export function checkSender(mail: ReadMail, own: Own): SenderCheck {
  const from = normalAddress(mail.from[0]?.address ?? '')
  const results = trustedResults(mail.headers, own)
  const submitted = results?.submitter != null && isOwnAddress(own, results.submitter)
  if (from === null) return { trust: results === null ? 1 : 0, submitted, reasons: [] }
  if (isOwnAddress(own, from)) return ownSender(from, results, submitted, own)
  return outsideSender(mail, from, results, submitted, own)
}

function ownSender(from: string, results: Results | null, submitted: boolean, own: Own): SenderCheck {
  if (submitted) return { trust: 2, submitted, reasons: [] }
  if (results && verified(results, domainOf(from))) return { trust: 2, submitted: true, reasons: [] }
  if (results === null && own.authservIds.size === 0) return { trust: 1, submitted: false, reasons: [] }
  return { trust: 0, submitted: false, reasons: ['own-domain-from-outside'] }
}

function outsideSender(mail: ReadMail, from: string, results: Results | null, submitted: boolean, own: Own): SenderCheck {
  const reply = normalAddress(mail.replyTo[0]?.address ?? '')
  if (reply !== null && isOwnAddress(own, reply) && !submitted) return { trust: 0, submitted, reasons: ['reply-to-own-address'] }
  if (results === null) return { trust: 1, submitted, reasons: [] }
  if (submitted) return { trust: 2, submitted, reasons: [] }
  if (verified(results, domainOf(from))) return { trust: 2, submitted, reasons: [] }
  if (refused(results)) return { trust: 0, submitted, reasons: ['sender-not-proven'] }
  return { trust: 1, submitted, reasons: [] }
}

const aligned = (domain: string | null | undefined, from: string): boolean =>
  domain != null && (domain === from || from.endsWith(`.${domain}`) || (domain.endsWith(`.${from}`) && domain.length > from.length))

/** DMARC for this very domain, or an aligned DKIM or SPF where DMARC says nothing against it. */
function verified(results: Results, domain: string): boolean {
  if (results.dmarc === 'pass') return results.headerFrom === null ? hasAligned(results, domain) : aligned(results.headerFrom, domain)
  if (results.dmarc === 'fail') return false
  return hasAligned(results, domain)
}

function hasAligned(results: Results, domain: string): boolean {
  if (results.dkimDomains.some((signer) => aligned(signer, domain))) return true
  return results.spf === 'pass' && aligned(results.mailFrom && domainOf(results.mailFrom), domain)
}

const refused = (results: Results) =>
  results.dmarc === 'fail' || ((results.spf === 'fail' || results.spf === 'softfail') && results.dkimDomains.length === 0)

/**
 * The topmost Authentication-Results (RFC 8601) with an authserv-id of ours that stands above the Received line by which our
 * server took the mail from outside. Whatever stands below came with the mail and proves nothing (reliability C22).
 */
function trustedResults(headers: readonly Header[], own: Own): Results | null {
  for (const { name, value } of headers) {
    if (name === 'received' && takenBy(value, own)) return null
    if (name !== 'authentication-results') continue
    const [id = '', ...rest] = value.split(';')
    if (own.authservIds.has(id.trim().split(/\s/)[0]!.toLowerCase())) return readResults(rest.join(';'))
  }
  return null
}

function takenBy(received: string, own: Own): boolean {
  const by = /\bby\s+([\w.-]{1,255})/i.exec(received.slice(0, 4_000))?.[1]?.toLowerCase()
  return by !== undefined && own.authservIds.has(by)
}

function readResults(text: string): Results {
  const clean = text
    .slice(0, 10_000)
    .replace(/"[^"]{0,500}"/g, '')
    .replace(/\([^()]{0,500}\)/g, ' ')
  const methods = clean.split(';').map((part) => part.trim().toLowerCase())
  const of = (method: string) => methods.filter((part) => part.startsWith(`${method}=`))
  const result = (part: string | undefined) => part?.match(/^[\w-]+=(\w+)/)?.[1] ?? null
  const property = (part: string | undefined, name: string) =>
    part?.match(new RegExp(`\\b${name.replace('.', '\\.')}=@?([^\\s;]+)`))?.[1] ?? null
  const spf = of('spf')[0] ?? methods.find((part) => /\bspf=/.test(part))?.replace(/^.*?(?=\bspf=)/, '')
  const dmarc = of('dmarc')[0] ?? methods.find((part) => /\bdmarc=/.test(part))?.replace(/^.*?(?=\bdmarc=)/, '')
  const auth = of('auth')[0]
  const domain = property(dmarc, 'header.from')
  return {
    dmarc: result(dmarc),
    headerFrom: domain === null ? null : normalDomain(domain),
    dkimDomains: of('dkim')
      .filter((part) => result(part) === 'pass')
      .map((part) => property(part, 'header.d') ?? property(part, 'header.i')?.replace(/^.*@/, '') ?? '')
      .filter((one) => one !== ''),
    spf: result(spf),
    mailFrom: normalMailFrom(property(spf, 'smtp.mailfrom')),
    submitter: result(auth) === 'pass' ? normalAddress(property(auth, 'smtp.auth') ?? property(auth, 'smtp.mailfrom') ?? '') : null,
  }
}

const normalMailFrom = (value: string | null) =>
  value === null ? null : (normalAddress(value) ?? (normalDomain(value) ? `x@${normalDomain(value)}` : null))
