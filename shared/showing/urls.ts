/** The URL parser that Node and browsers share (WHATWG); declared here because shared knows neither. */
interface ParsedUrl {
  readonly protocol: string
  readonly hostname: string
  readonly port: string
  readonly pathname: string
  readonly search: string
  readonly href: string
  username: string
  password: string
}
declare const URL: new (text: string) => ParsedUrl

export interface Link {
  readonly href: string
  /** What the link really leads to, as a reader should see it: the host in ACE, the address, the number. */
  readonly target: string
}

const longestUrl = 8_000

/** A link that may be clicked: http, https, mailto or tel after parsing as browsers do; null for everything else. */
export function linkOf(href: string): Link | null {
  const url = parsedUrl(href)
  switch (url?.protocol) {
    case 'http:':
    case 'https:':
      return webLink(url)
    case 'mailto:':
      return mailLink(url)
    case 'tel:':
      return phoneLink(url)
    default:
      return null
  }
}

/** Name and password before the host only serve to disguise it (`https://bank.example@evil.example`). */
function webLink(url: ParsedUrl): Link {
  url.username = ''
  url.password = ''
  return { href: url.href, target: url.hostname }
}

/** Other parameters could attach files or add recipients unseen in some mail programs; line ends could add headers. */
function mailLink(url: ParsedUrl): Link | null {
  if (/%0[ad]/i.test(url.pathname)) return null
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((one) => /^subject=(?!.*%0[ad])|^body=/i.test(one))
  return { href: `mailto:${url.pathname}${kept.length > 0 ? '?' : ''}${kept.join('&')}`, target: decoded(url.pathname) }
}

/** Digits only: `*` and `#` could be codes that a telephone obeys. */
function phoneLink(url: ParsedUrl): Link | null {
  const number = decoded(url.pathname).replace(/[\s()./-]/g, '')
  return /^\+?\d{2,20}$/.test(number) ? { href: `tel:${number}`, target: number } : null
}

/**
 * A picture on the Internet that the reader's browser may load once a person asked for it; null when the address is one of
 * a private network or no name at all (reliability D21: the reader's browser stands inside that network).
 */
export function remotePicture(src: string): string | null {
  const url = parsedUrl(src)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  return url.port === '' && isPublicName(url.hostname) ? webLink(url).href : null
}

const privateName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|localdomain|test|invalid)$/

/** The parser has brought every form of an IPv4 address (decimal, hexadecimal, short) to four numbers. */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  return name.includes('.') && !/^[\d.]+$|^\[/.test(name) && !privateName.test(name)
}

/** A picture within the mail's own HTML, and only in a format that holds pixels and nothing else. */
export function dataPicture(src: string): string | null {
  const url = src.replace(/\s+/g, '')
  return /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif);base64,[a-z0-9+/]+={0,2}$/i.test(url) ? url : null
}

/** Content-ID of a part of the same mail. */
export function cidOf(src: string): string | null {
  const found = /^\s*cid:(\S{1,500})\s*$/i.exec(src)
  return found ? decoded(found[1]!) : null
}

/** Without a base: what is relative leads nowhere in a mail. `//host` is read as https. */
function parsedUrl(text: string): ParsedUrl | null {
  const trimmed = text.trim()
  if (trimmed.length > longestUrl) return null
  try {
    return new URL(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed)
  } catch {
    return null
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
