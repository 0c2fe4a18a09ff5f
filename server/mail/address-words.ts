import { decodeWords } from './encoded-words'

/**
 * addr-spec out of angle brackets: source routes off (RFC 5322 §4.4), comments out, never decoded. Blanks go only where
 * the old syntax lets them stand, beside "@" and ".": joining others would invent an address.
 */
export function specIn(text: string): { readonly address: string; readonly route: boolean } {
  const plain = withoutMailto(cleanControls(text).trim())
  const route = /^@[^:]*:/.exec(plain)
  const spec = (route ? plain.slice(route[0].length) : plain).replace(/\([^()]*\)/g, '').trim()
  const joined = spec.startsWith('"') ? spec : joinedBlanks(spec)
  return { address: withoutQuotes(withoutEscapes(joined)), route: route !== null }
}

/** `"a\.b"@x` is `"a.b"@x` (RFC 5322 §3.2.4): a backslash says something before quotes and backslashes alone. */
const withoutEscapes = (spec: string) => (spec.startsWith('"') ? spec.replace(/\\([^"\\])/g, '$1') : spec)

export const withoutMailto = (text: string) => text.replace(/^mailto:\s?/i, '')

/** `a @ b . c` → `a@b.c` (RFC 5322 §4.4). */
export const joinedBlanks = (text: string) => text.replace(/\s+/g, ' ').replace(/ ?([@.]) ?/g, '$1')

/** 'a@b' and "a@b" as some programs write them; a quoted local part keeps its quotes. */
function withoutQuotes(spec: string): string {
  if (!spec.includes('@') || spec.startsWith('"') !== spec.endsWith('"')) return spec
  return spec.replace(/^(['"])(.*)\1$/, '$2')
}

const cleanControls = (text: string) => text.replace(/[\u0000-\u001f\u007f]/g, '')

/** A name that only repeats the address says nothing. */
export const nameBeside = (address: string, name: string) => (name.toLowerCase() === address.toLowerCase() ? '' : name)

/** Display name for people: decoded, without line breaks and control characters (reliability C19). */
export function cleanName(phrase: string): string {
  return decodeWords(phrase.trim())
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^'(.*)'$/, '$1')
    .trim()
}
