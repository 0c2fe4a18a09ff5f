import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { Problem } from '@postakte/shared/model/problem'
import { isOutside, isThisMachine } from './outside-address'
import { within } from './within'

/** What an operator may set for addresses that somebody else chooses. */
export interface OutsideRules {
  /** 'host' or 'host:port', lower case: may lie inside; on this machine even without TLS. */
  readonly allowed: readonly string[]
  /** All addresses of a host; the machine's resolver unless a test has its own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

/** Checked once: whoever connects must use one of `addresses`, so that a second answer of the name server changes nothing. */
export interface OutsideHost {
  readonly host: string
  readonly port: number
  readonly addresses: readonly string[]
}

const resolvePatience = 5_000

/** The addresses that a host may be reached at; a host with any address inside is refused unless it is allowed. */
export async function outsideHost(host: string, port: number, rules: OutsideRules): Promise<OutsideHost> {
  const addresses = await addressesOf(host, rules.resolve ?? machineResolver)
  if (addresses.length === 0) throw new Problem('outside-host-unknown', { host })
  if (!isAllowed(host, port, rules) && !addresses.every(isOutside)) throw new Problem('outside-host-refused', { host })
  return { host, port, addresses }
}

/** The same for a URL: https, or http to this machine where that is allowed. Nothing in it but host, port, path and query. */
export async function outsideUrl(text: string, rules: OutsideRules): Promise<{ readonly url: URL } & OutsideHost> {
  const url = parsedUrl(text)
  const port = portOf(url)
  const found = await outsideHost(hostOf(url), port, rules)
  const plainIsSafe = isAllowed(found.host, port, rules) && found.addresses.every(isThisMachine)
  if (url.protocol !== 'https:' && !plainIsSafe) throw new Problem('outside-not-encrypted', { host: found.host })
  return { url, ...found }
}

/** What can be said of a URL without asking a name server: for the moment when somebody writes it down. */
export function checkAsWritten(text: string, rules: OutsideRules): void {
  const url = parsedUrl(text)
  const host = hostOf(url)
  if (isAllowed(host, portOf(url), rules)) return
  const isInside = isIP(host) === 0 ? /(?:^|\.)localhost\.?$/.test(host) : !isOutside(host)
  if (isInside) throw new Problem('outside-host-refused', { host })
  if (url.protocol !== 'https:') throw new Problem('outside-not-encrypted', { host })
}

function parsedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.username !== '' || url.password !== '') throw new Problem('outside-address-wrong')
  return url
}

/** Without the brackets of IPv6. The URL parser has turned 0x7f.1, 2130706433 and 0177.0.0.1 into 127.0.0.1 already. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80))

const isAllowed = (host: string, port: number, { allowed }: OutsideRules): boolean =>
  allowed.includes(host) || allowed.includes(isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`)

async function addressesOf(host: string, resolve: (host: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host]
  const found = await within(
    resolvePatience,
    resolve(host).catch(() => []),
  )
  return found ?? []
}

/** As getaddrinfo reads it, /etc/hosts included: it takes 127.1 and 0x7f000001, too, and answers with what they mean. */
const machineResolver = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
