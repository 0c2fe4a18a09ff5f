import { isIP } from 'node:net'
import { isOutside, isThisMachine } from '../http/outside-address'

/**
 * Who can load something from an address, as far as it says so itself: 'nobody': Outlook loads nothing without TLS; 'this-machine';
 * 'own-network': a name or address of no public network; 'anyone'.
 */
export type Reach = 'nobody' | 'this-machine' | 'own-network' | 'anyone'

export function reachOf(base: string): Reach {
  const { protocol, hostname } = new URL(base)
  if (protocol !== 'https:') return 'nobody'
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0) return isThisMachine(host) ? 'this-machine' : isOutside(host) ? 'anyone' : 'own-network'
  if (/(?:^|\.)localhost$/.test(host)) return 'this-machine'
  return insideName.test(host) ? 'own-network' : 'anyone'
}

/** Names of one label, and endings that no public name has (RFC 6762, RFC 8375, ICANN's .internal, and those of custom). */
const insideName = /^[^.]+$|\.(?:local|lan|intern|internal|corp|home|home\.arpa)$/
