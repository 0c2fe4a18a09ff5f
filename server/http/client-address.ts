import { BlockList, isIP } from 'node:net'
import type { Context } from 'hono'

/**
 * Where a call comes from: the peer of the connection. `X-Forwarded-For` is believed only as far as proxies of ours wrote it: from
 * its end, hop by hop, while the one that says so is trusted (POSTAKTE_TRUSTED_PROXIES). '' when there is no connection.
 */
export function clientAddress(c: Context, trusted: BlockList): string {
  let address = plainAddress(peerOf(c)) ?? ''
  for (const hop of forwardedFor(c)) {
    const next = isTrusted(trusted, address) ? plainAddress(hop) : null
    if (next === null) break
    address = next
  }
  return address
}

const peerOf = ({ env }: Context): string =>
  (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''

/** Nearest first. No honest chain is longer. */
const mostHops = 20
const forwardedFor = (c: Context): string[] => (c.req.header('X-Forwarded-For') ?? '').split(',').slice(-mostHops).reverse()

/** Without port, brackets, zone, and the IPv6 form of IPv4; null when it is no address. */
function plainAddress(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return isIP(bare) === 0 ? null : bare.toLowerCase()
}

const isTrusted = (trusted: BlockList, address: string) =>
  isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** '10.0.0.1' and '10.0.0.0/8', IPv6 alike; throws the text that is neither. */
export function addressList(texts: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of texts) addTo(list, text)
  return list
}

function addTo(list: BlockList, text: string): void {
  const [address = '', bits, more] = text.split('/')
  const version = isIP(address)
  const width = bits === undefined ? (version === 6 ? 128 : 32) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (version === 0 || more !== undefined || width < 0 || width > (version === 6 ? 128 : 32)) throw new RangeError(text)
  list.addSubnet(address, width, version === 6 ? 'ipv6' : 'ipv4')
}

/** Whoever has an IPv6 address has 2^64 of them: its network stands for it. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const zeros = Math.max(0, 8 - groups(head).length - groups(tail).length)
  return [...groups(head), ...Array<string>(zeros).fill('0'), ...groups(tail)]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
