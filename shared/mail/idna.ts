/** Punycode (RFC 3492) and what of IDNA a matching key needs: NFC, lower case, ACE labels. No Node, no DOM. */

const base = 36
const tMin = 1
const tMax = 26

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((base - tMin) * tMax) >> 1; k += base) rest = Math.floor(rest / (base - tMin))
  return Math.floor(k + ((base - tMin + 1) * rest) / (rest + 38))
}

const threshold = (k: number, bias: number) => (k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias)
const digit = (value: number) => String.fromCharCode(value < 26 ? value + 97 : value + 22)

function encodeLabel(label: string): string {
  const points = [...label].map((char) => char.codePointAt(0)!)
  const basic = points.filter((point) => point < 128)
  let out = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '')
  let n = 128
  let delta = 0
  let bias = 72
  let done = basic.length
  while (done < points.length) {
    const next = Math.min(...points.filter((point) => point >= n))
    delta += (next - n) * (done + 1)
    n = next
    for (const point of points) {
      if (point < n) delta++
      if (point !== n) continue
      let q = delta
      for (let k = base; ; k += base) {
        const t = threshold(k, bias)
        if (q < t) break
        out += digit(t + ((q - t) % (base - t)))
        q = Math.floor((q - t) / (base - t))
      }
      out += digit(q)
      bias = adapt(delta, done + 1, done === basic.length)
      delta = 0
      done++
    }
    delta++
    n++
  }
  return out
}

function decodeLabel(label: string): string | null {
  const dash = label.lastIndexOf('-')
  const out = dash > 0 ? [...label.slice(0, dash)].map((char) => char.charCodeAt(0)) : []
  let n = 128
  let i = 0
  let bias = 72
  for (let at = dash > 0 ? dash + 1 : 0; at < label.length; ) {
    const before = i
    for (let k = base, weight = 1; ; k += base) {
      const code = label.charCodeAt(at++)
      const value = code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : -1
      if (value === -1 || at > label.length) return null
      i += value * weight
      const t = threshold(k, bias)
      if (value < t) break
      weight *= base - t
      if (weight > 0x7fffffff) return null
    }
    bias = adapt(i - before, out.length + 1, before === 0)
    n += Math.floor(i / (out.length + 1))
    i %= out.length + 1
    if (n > 0x10ffff) return null
    out.splice(i++, 0, n)
  }
  return String.fromCodePoint(...out)
}

/** What a name of the DNS may hold (RFC 5892, roughly): letters, marks, digits; no signs, nothing that cannot be seen. */
const labelShape = /^[\p{L}\p{M}\p{N}_-]+$/u
export const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text)

/**
 * Domain in ACE, lower case; null when a label is empty, too long, or no name: letters that only turn into ASCII by
 * being normalised (ligatures, full width, Kelvin sign) are made to be mistaken for it.
 */
export function toAscii(domain: string): string | null {
  if (domain.length > 255) return null
  if (isAscii(domain)) return /^[^.]{1,63}(?:\.[^.]{1,63})*$/.test(domain) ? domain.toLowerCase() : null
  const labels = domain
    .replace(/[。．｡]/g, '.')
    .split('.')
    .map(labelToAscii)
  return labels.every((label) => label !== null && label.length > 0 && label.length <= 63) ? labels.join('.') : null
}

function labelToAscii(label: string): string | null {
  if (isAscii(label)) return label.toLowerCase()
  const lower = label.normalize('NFC').toLowerCase().normalize('NFC')
  if (isAscii(lower) || lower !== lower.normalize('NFKC') || !labelShape.test(lower)) return null
  return `xn--${encodeLabel(lower)}`
}

/** Domain as people write it; labels that cannot be decoded, or would not come back the same, stay. */
export function toUnicode(domain: string): string {
  if (!domain.includes('xn--')) return domain
  return domain.split('.').map(labelToUnicode).join('.')
}

function labelToUnicode(label: string): string {
  if (!label.startsWith('xn--') || label.length > 63) return label
  const decoded = decodeLabel(label.slice(4))
  return decoded !== null && labelToAscii(decoded) === label ? decoded : label
}
