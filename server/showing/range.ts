/** Which bytes a Range header asks for: all, a part (both ends included), or none that exist (416). */
export type Range =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'none' }

const whole: Range = { kind: 'whole' }
const none: Range = { kind: 'none' }

/** RFC 9110 section 14.1.2 for one range of bytes; several ranges, another unit or a wrong form are as good as no header. */
export function rangeOf(header: string | null | undefined, size: number): Range {
  const asked = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) return whole
  const [from, to] = [asked[1]!, asked[2]!]
  if (from === '') return suffix(Number(to), size)
  const first = Number(from)
  if (to !== '' && Number(to) < first) return whole
  return first >= size ? none : { kind: 'part', first, last: Math.min(to === '' ? size - 1 : Number(to), size - 1) }
}

/** The last so many bytes. */
const suffix = (length: number, size: number): Range =>
  length === 0 || size === 0 ? none : { kind: 'part', first: Math.max(0, size - length), last: size - 1 }
