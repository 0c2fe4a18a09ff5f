import { domainOf, normalAddress, normalDomain } from '@postakte/shared/mail/address'
import type { Header } from '../../mail/read-mail'
import type { Own } from './decision'
import { isOurAuthserv, microsoftResults } from './exchange-online'
import type { Trace } from './received'

/** What our own mail server found out about a sender (RFC 8601). */
export interface Results {
  readonly dmarc: string | null
  readonly headerFrom: string | null
  readonly dkimDomains: readonly string[]
  readonly spf: string | null
  readonly mailFrom: string | null
  /** Who signed in to send it. */
  readonly submitter: string | null
}

/**
 * The Authentication-Results with an authserv-id of ours above the `boundary`, for each filter may write a line of its own; of a
 * way that we do not know the topmost. Whatever stands below came with the mail and proves nothing (reliability C22).
 */
export function resultsOf(headers: readonly Header[], { boundary, byMicrosoft }: Trace, own: Own): Results | null {
  if (byMicrosoft) {
    const told = microsoftResults(headers, boundary)
    // It never says who signed in; such words are the sender's.
    return told === null ? null : { ...readResults(told), submitter: null }
  }
  const lines = headers.slice(0, boundary).flatMap((header) => ourResults(header, own))
  if (lines.length === 0) return null
  const told = boundary < headers.length ? lines : lines.slice(0, 1)
  const submitter = told.map((line) => readResults(line).submitter).find((one) => one !== null) ?? null
  const results = { ...readResults(told.join(';')), submitter }
  return speaksInResults(headers) ? withoutPasses(results) : results
}

function ourResults({ name, value }: Header, own: Own): string[] {
  if (name !== 'authentication-results') return []
  const [id = '', ...rest] = value.split(';')
  return isOurAuthserv(own, id.trim().split(/\s/)[0]!.toLowerCase()) ? [rest.join(';')] : []
}

/** A group that wrote itself into the From found the true sender forged: as it noted, Google's way. It only ever speaks against a sender. */
export function refutedByGroup(headers: readonly Header[]): boolean {
  const noted = headers.find(({ name }) => name === 'x-original-authentication-results')?.value
  return noted !== undefined && refutes(readResults(noted.slice(noted.indexOf(';') + 1)))
}

/** An envelope sender like `"x; dkim=pass …"@evil.example`: a server that writes it without its quotes lets the sender write results. */
const speaksInResults = (headers: readonly Header[]): boolean =>
  headers.some(({ name, value }) => (name === 'return-path' || name === 'x-original-return-path') && value.includes(';'))

/** What speaks against the sender still counts. */
const withoutPasses = (results: Results): Results => ({
  ...results,
  dmarc: results.dmarc === 'pass' ? 'none' : results.dmarc,
  dkimDomains: [],
  spf: results.spf === 'pass' ? 'none' : results.spf,
  submitter: null,
})

/** The From is proven: DMARC passed for its very domain, or an aligned DKIM or SPF where DMARC says nothing against it. */
export function proves(results: Results, domain: string): boolean {
  if (results.dmarc === 'pass' && results.headerFrom !== null) return aligned(results.headerFrom, domain)
  if (results.dmarc === 'fail') return false
  return hasAligned(results, domain)
}

export const refutes = (results: Results): boolean =>
  results.dmarc === 'fail' || ((results.spf === 'fail' || results.spf === 'softfail') && results.dkimDomains.length === 0)

/** Relaxed alignment (RFC 7489 §3.1): the same domain, or one below the other. */
const aligned = (domain: string, from: string): boolean =>
  domain.includes('.') && (domain === from || from.endsWith(`.${domain}`) || domain.endsWith(`.${from}`))

function hasAligned(results: Results, domain: string): boolean {
  if (results.dkimDomains.some((signer) => aligned(signer, domain))) return true
  return results.spf === 'pass' && results.mailFrom !== null && aligned(domainOf(results.mailFrom), domain)
}

interface Method {
  readonly name: string
  readonly result: string
  readonly properties: ReadonlyMap<string, string>
}

function readResults(text: string): Results {
  const parts = withoutQuotesAndComments(text.slice(0, 10_000).toLowerCase()).split(';')
  const methods = parts.flatMap(readMethod)
  const dmarc = worst(methods.filter(({ name }) => name === 'dmarc'))
  const spf = worst(methods.filter(({ name }) => name === 'spf'))
  const results: Results = {
    dmarc: dmarc?.result ?? null,
    headerFrom: normalDomain(dmarc?.properties.get('header.from') ?? ''),
    dkimDomains: methods.filter(({ name, result }) => name === 'dkim' && result === 'pass').flatMap(signer),
    spf: spf?.result ?? null,
    mailFrom: mailFrom(spf?.properties.get('smtp.mailfrom') ?? ''),
    submitter: submitterOf(methods),
  }
  // A part that is no result is the rest of somebody's text.
  return parts.every((part) => /^\s*(?:$|none\s*$|[a-z\d._/-]{1,40}=)/.test(part)) ? results : withoutPasses(results)
}

/** Who signed in; not where the sender's address stands before it in the same line, for that may hold any words. */
function submitterOf(methods: readonly Method[]): string | null {
  const auth = worst(methods.filter(({ name }) => name === 'auth'))
  if (auth?.result !== 'pass') return null
  const before = methods.slice(0, methods.indexOf(auth))
  if (before.some(({ properties }) => properties.has('smtp.mailfrom'))) return null
  return normalAddress(auth.properties.get('smtp.auth') ?? auth.properties.get('smtp.mailfrom') ?? '')
}

/** Quoted text and comments are the sender's words in part: they are taken out, inner comments first. */
function withoutQuotesAndComments(text: string): string {
  let rest = text.replace(/"(?:[^"\\]|\\.){0,500}"/g, '')
  for (let layer = 0; layer < 5 && rest.includes('('); layer++) rest = rest.replace(/\([^()]{0,1000}\)/g, ' ')
  return rest
}

function readMethod(part: string): Method[] {
  const [head = '', ...words] = part.trim().split(/\s+/)
  const match = /^([a-z-]{2,20})(?:\/\d+)?=([a-z]{2,20})$/.exec(head)
  if (!match) return []
  const properties = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    if (at > 0 && !properties.has(word.slice(0, at))) properties.set(word.slice(0, at), word.slice(at + 1).replace(/^[<@]|>$/g, ''))
  }
  return [{ name: match[1]!, result: match[2]!, properties }]
}

/** A server writes one result of a kind. Of several the one that does not pass counts: the other may be the sender's text. */
const worst = (methods: readonly Method[]): Method | undefined => methods.find(({ result }) => result !== 'pass') ?? methods[0]

function signer({ properties }: Method): string[] {
  const domain = normalDomain(properties.get('header.d') ?? properties.get('header.i')?.replace(/^.*@/, '') ?? '')
  return domain === null ? [] : [domain]
}

function mailFrom(value: string): string | null {
  const domain = normalDomain(value)
  return normalAddress(value) ?? (domain === null ? null : `x@${domain}`)
}
