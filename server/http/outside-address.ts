import { isIPv4 } from 'node:net'

/**
 * Addresses that an address of somebody's choosing may lead to: hosts of the public internet, never this machine, its network,
 * or a cloud's metadata (reliability F27, D21). Decided on the bytes of the address that the connection will use, so that no way
 * of writing it matters. IANA IPv4 and IPv6 Special-Purpose Address Registries; what is not listed as global is inside.
 */
export function isOutside(address: string): boolean {
  const bytes = bytesOf(address)
  if (bytes === null) return false
  return bytes.length === 4 ? !insideV4.some((range) => contains(range, bytes)) : isOutsideV6(bytes)
}

/** This machine itself, in any notation. */
export function isThisMachine(address: string): boolean {
  const bytes = bytesOf(address)
  if (bytes === null) return false
  return contains(bytes.length === 4 ? range('127.0.0.0/8') : range('::1/128'), bytes) || contains(range('::ffff:127.0.0.0/104'), bytes)
}

/**
 * Only global unicast, and of that nothing that holds another address (6to4, Teredo) or is for protocols and books. What translates
 * to IPv4 (mapped, compatible, NAT64), unique local, link-local and multicast lie outside of global unicast.
 */
const isOutsideV6 = (bytes: Uint8Array): boolean => contains(range('2000::/3'), bytes) && !insideV6.some((one) => contains(one, bytes))

interface Range {
  readonly start: Uint8Array
  readonly bits: number
}

function contains({ start, bits }: Range, bytes: Uint8Array): boolean {
  if (start.length !== bytes.length) return false
  const whole = bits >> 3
  const rest = 0xff & (0xff00 >> (bits & 7))
  return start.subarray(0, whole).every((one, at) => one === bytes[at]) && ((start[whole] ?? 0) & rest) === ((bytes[whole] ?? 0) & rest)
}

function range(text: string): Range {
  const [address, bits] = text.split('/') as [string, string]
  return { start: bytesOf(address)!, bits: Number(bits) }
}

/** Four or sixteen bytes; null for what is no IP address as a resolver or socket writes it. */
function bytesOf(address: string): Uint8Array | null {
  const [plain = ''] = address.split('%') // fe80::1%eth0
  return isIPv4(plain) ? v4(plain) : v6(plain)
}

const v4 = (text: string) => Uint8Array.from(text.split('.').map(Number))

/** The URL parser is the one reader of IPv6 notations (WHATWG URL 3.5): it gives the short form in hexadecimal, or throws. */
function v6(text: string): Uint8Array | null {
  const url = `http://[${text}]/`
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(text) || !URL.canParse(url)) return null
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::') as [string, string?]
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((one) => Number.parseInt(one, 16)))
  const first = groups(head)
  const last = groups(tail ?? '')
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last]
  return Uint8Array.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}

const insideV4: readonly Range[] = [
  '0.0.0.0/8', // this network, RFC 791
  '10.0.0.0/8', // private, RFC 1918
  '100.64.0.0/10', // carrier-grade NAT, RFC 6598; Alibaba's metadata
  '127.0.0.0/8', // loopback, RFC 1122
  '168.63.129.16/32', // Azure's wire server: public by number, inside by nature
  '169.254.0.0/16', // link-local, RFC 3927; metadata of most clouds
  '172.16.0.0/12', // private, RFC 1918
  '192.0.0.0/24', // protocol assignments, RFC 6890; Oracle's metadata
  '192.0.2.0/24', // documentation, RFC 5737
  '192.31.196.0/24', // AS112, RFC 7535
  '192.52.193.0/24', // AMT, RFC 7450
  '192.88.99.0/24', // 6to4 relay, RFC 7526
  '192.168.0.0/16', // private, RFC 1918
  '192.175.48.0/24', // AS112, RFC 7534
  '198.18.0.0/15', // benchmarking, RFC 2544
  '198.51.100.0/24', // documentation, RFC 5737
  '203.0.113.0/24', // documentation, RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved and broadcast, RFC 1112
].map(range)

const insideV6: readonly Range[] = [
  '2001::/23', // protocol assignments, RFC 2928: Teredo, ORCHID, benchmarking
  '2001:db8::/32', // documentation, RFC 3849
  '2002::/16', // 6to4, RFC 3056: holds an IPv4 address
  '2620:4f:8000::/48', // AS112, RFC 7534
  '3fff::/20', // documentation, RFC 9637
].map(range)
