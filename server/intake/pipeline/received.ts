import type { Header } from '../../mail/read-mail'
import type { Own } from './decision'
import { exchangeOnline, isInternal, microsoftHop } from './exchange-online'

/**
 * How a mail came to us, by the Received lines of our own servers: from outside, submitted by somebody signed in, made by
 * our server itself (bounces), or without any trace of ours (archives, copies out of a Sent folder).
 */
export type Origin = 'outside' | 'submitted' | 'here' | 'untraced' | 'never-travelled'

export interface Trace {
  readonly origin: Origin
  /** Index of the header by which our first server took the mail over; what stands below came with the mail. */
  readonly boundary: number
  /** Microsoft 365 took it over: its results name no server. */
  readonly byMicrosoft: boolean
}

export function traceOf(headers: readonly Header[], own: Own): Trace {
  return (own.authservIds.has(exchangeOnline) ? microsoftTrace(headers) : null) ?? traceOfOurs(headers, own)
}

/** Only while all lines from the top are Microsoft's own. */
function microsoftTrace(headers: readonly Header[]): Trace | null {
  for (const [at, { name, value }] of headers.entries()) {
    if (name !== 'received') continue
    const origin = microsoftHop(readHop(value), headers)
    if (origin === null) return null
    if (origin !== 'on') return { origin, boundary: at, byMicrosoft: true }
  }
  return null
}

/** What our servers say of a mail that they took from one of us counts only while no foreign server stands above them. */
function traceOfOurs(headers: readonly Header[], own: Own): Trace {
  let travelled = false
  let foreign = false
  for (const [at, { name, value }] of headers.entries()) {
    if (name !== 'received') continue
    travelled = true
    const hop = readHop(value)
    if (!isOurHost(hop.by, own)) foreign ||= !isNameless(hop.by)
    else if (isMailbox(hop) || !handsOn(hop, own))
      return { origin: foreign ? 'outside' : originOf(hop, headers), boundary: at, byMicrosoft: false }
  }
  return { origin: travelled ? 'untraced' : 'never-travelled', boundary: headers.length, byMicrosoft: false }
}

interface ReceivedHop {
  /** What stands before "by": the name that the other side gave, and the one (with IP) that our server saw. */
  readonly from: string
  readonly by: string
  readonly protocol: string
}

function readHop(value: string): ReceivedHop {
  const text = value.slice(0, 4_000)
  const match = /(?:^|\s)by\s+([\w.:[\]-]{1,255})/i.exec(text)
  return {
    from: match ? text.slice(0, match.index) : text,
    by: match?.[1]?.toLowerCase() ?? '',
    protocol: (match && /\swith\s+([a-z0-9]{1,20})/i.exec(text.slice(match.index))?.[1]?.toUpperCase()) || '',
  }
}

/** RFC 3848: an A behind (E)SMTP means authenticated. The protocol stands behind "by": our server wrote it. */
function originOf(hop: ReceivedHop, headers: readonly Header[]): Origin {
  if (!/\bfrom\s/i.test(hop.from)) return 'here'
  if (isMailbox(hop)) return isInternal(headers) ? 'submitted' : 'outside'
  return /^E?SMTPS?A$/.test(hop.protocol) ? 'submitted' : 'outside'
}

/** Out of a mailbox of an Exchange of our own: the server took it from itself. */
const isMailbox = (hop: ReceivedHop) => hop.protocol === 'MAPI' && nameIn(hop) === hop.by

/** Servers are named below the authserv-id, too: `mx7.provider.example` writes the results of `provider.example`. */
const isOurHost = (host: string, own: Own) =>
  [...own.authservIds, ...own.domains].some(
    (name) => name !== exchangeOnline && (host === name || (name.includes('.') && host.endsWith(`.${name}`))),
  )

/** A name of no place in the world: the last server on the way to a mailbox seldom has a better one. */
const isNameless = (host: string) =>
  !host.includes('.') || isPrivate(host.replace(/[[\]]/g, '')) || /\.(?:local|localdomain|lan|internal|intern)$/.test(host)
const isPrivate = (address: string) => /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/.test(address)

/** One of our servers to the next. The name alone proves nothing (it is what the other side says): the IP must be private. */
function handsOn(hop: ReceivedHop, own: Own): boolean {
  if (!isOurHost(nameIn(hop), own) || /^(?:E?SMTPS?A|MAPI)$/.test(hop.protocol)) return false
  return isPrivate(addressIn(hop))
}

const nameIn = ({ from }: ReceivedHop) => /\bfrom\s+([\w.-]{1,255})/i.exec(from)?.[1]?.toLowerCase() ?? ''

/** That our server saw: the last one. Exchange writes it without brackets. */
const addressIn = ({ from }: ReceivedHop) => [...from.matchAll(/[[(](?:IPv6:)?([0-9a-f.:]{2,45})[\])]/gi)].at(-1)?.[1]?.toLowerCase() ?? ''
