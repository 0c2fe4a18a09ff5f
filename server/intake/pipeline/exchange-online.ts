import type { Header } from '../../mail/read-mail'
import type { Own } from './decision'

/** Among the authserv-ids: Microsoft 365 takes our mail in. Its Authentication-Results name no server, so place alone tells them. */
export const exchangeOnline = 'exchange-online'

/** As Received lines name the servers of Microsoft 365; `by` was written by them, `from` is what the other side said. */
const isMicrosofts = (host: string): boolean => /\.(?:outlook|office365|exchangelabs)\.com$/.test(host)
const isEntrance = (host: string): boolean => host.endsWith('.mail.protection.outlook.com')

export interface MicrosoftHop {
  readonly by: string
  readonly from: string
  readonly protocol: string
}

/**
 * Where Microsoft 365 took a mail over, going down from the top: at its entrance (from outside, whatever stands below), or in a
 * mailbox of ours. 'on' from one of its servers to the next; null where it has not touched the mail at all.
 */
export function microsoftHop(hop: MicrosoftHop, headers: readonly Header[]): 'outside' | 'submitted' | 'on' | null {
  if (!isMicrosofts(hop.by)) return null
  if (isEntrance(hop.by)) return 'outside'
  const name = /\bfrom\s+([\w.-]{1,255})/i.exec(hop.from)?.[1]?.toLowerCase() ?? ''
  if (isMicrosofts(name) && hop.protocol !== 'MAPI') return 'on'
  return isInternal(headers) ? 'submitted' : 'outside'
}

/** Exchange takes this header off mail from outside and writes it itself; alone it is believed nowhere. */
export function isInternal(headers: readonly Header[]): boolean {
  const told = headers.filter(({ name }) => name === 'x-ms-exchange-organization-authas')
  return told.length === 1 && told[0]!.value.trim().toLowerCase() === 'internal'
}

/** The Authentication-Results that stand right above the line by which it took the mail over; below, the sender writes. */
export function microsoftResults(headers: readonly Header[], boundary: number): string | null {
  for (let at = boundary - 1; at >= 0; at--) {
    const { name, value } = headers[at]!
    if (name === 'received') return null
    if (name === 'authentication-results') return value
  }
  return null
}

/** Our authserv-ids that are names of servers. */
export const isOurAuthserv = (own: Own, id: string): boolean => id !== exchangeOnline && own.authservIds.has(id)
