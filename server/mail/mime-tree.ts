import { headerValue, readHeaders } from './headers'
import type { Meter } from './limits'
import { readStructured } from './parameters'
import type { Header, MimePart } from './read-mail'
import { transferDecode } from './transfer-decoding'

interface Place {
  readonly path: string
  readonly depth: number
  readonly fallbackType: string
  /** The mail itself, or an attached one: blank lines and an mbox line may stand above its headers. */
  readonly top?: boolean
}

/** Walks the MIME tree over the bytes (RFC 2045, 2046): bodies are views, nothing is copied or decoded until asked. */
export function readTree(bytes: Buffer, meter: Meter): MimePart {
  return readPart(bytes, 0, bytes.length, meter, { path: '1', depth: 0, fallbackType: 'text/plain', top: true })
}

function readPart(bytes: Buffer, start: number, end: number, meter: Meter, place: Place): MimePart {
  meter.parts++
  const { headers, bodyStart } = readHeaders(bytes, start, end, meter, place.top)
  const type = contentTypeOf(headers, place.fallbackType)
  const raw = bytes.subarray(bodyStart, end)
  const encoding = encodingOf(headers)
  const children = childrenOf(bytes, bodyStart, end, type, encoding, meter, place)
  const contentType = type.value.startsWith('multipart/') && children.length === 0 ? textOfBrokenMultipart : type.value
  return {
    path: place.path,
    headers,
    contentType,
    parameters: type.parameters,
    disposition: dispositionOf(headers),
    children,
    raw,
    decoded: () => transferDecode(raw, contentType.startsWith('multipart/') ? '' : encoding),
  }
}

/** A multipart whose boundary is missing or found nowhere is shown as text (mails/robust-enmime/multipart-wo-boundary). */
const textOfBrokenMultipart = 'text/plain'

const typeShape = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+$/

function contentTypeOf(headers: readonly Header[], fallback: string) {
  const header = headerValue(headers, 'content-type')
  if (header === undefined) return { value: fallback, parameters: {}, repeated: [] }
  const structured = readStructured(header)
  if (typeShape.test(structured.value)) return structured
  const value = structured.value === 'text' ? 'text/plain' : structured.value === 'html' ? 'text/html' : fallback
  const named = 'name' in structured.parameters
  return {
    ...structured,
    value: structured.value.includes('/') && named ? 'application/octet-stream' : value,
  }
}

export function encodingOf(headers: readonly Header[]): string {
  const value = (headerValue(headers, 'content-transfer-encoding') ?? '')
    .replace(/\([^()]*\)|["']/g, '')
    .trim()
    .toLowerCase()
  if (value.startsWith('base64')) return 'base64'
  if (value.startsWith('quoted-printable')) return 'quoted-printable'
  if (value.startsWith('x-uue') || value.startsWith('uue') || value === 'x-uuencode') return 'uuencode'
  return value
}

function dispositionOf(headers: readonly Header[]): string | null {
  const header = headerValue(headers, 'content-disposition')
  return header === undefined ? null : readStructured(header).value || null
}

function childrenOf(
  bytes: Buffer,
  start: number,
  end: number,
  type: { value: string; parameters: Readonly<Record<string, string>> },
  encoding: string,
  meter: Meter,
  place: Place,
): MimePart[] {
  if (place.depth >= meter.limits.depth) {
    if (type.value.startsWith('multipart/') || type.value === 'message/rfc822') meter.met.add('depth')
    return []
  }
  if (isMessage(type.value)) return readMessage(bytes, start, end, encoding, meter, place)
  if (!type.value.startsWith('multipart/')) return []
  const boundary = type.parameters.boundary?.trim()
  if (!boundary) return []
  const inside = { ...place, fallbackType: type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain' }
  const parts = readMultipart(bytes, start, end, boundary, meter, inside)
  if (parts.length > 0 || encoding !== 'base64' || !meter.takesAttachedMail(Math.ceil((end - start) * 0.75))) return parts
  // Forbidden (RFC 2045 §6.4), and there are programs that do it.
  const decoded = Buffer.from(transferDecode(bytes.subarray(start, end), encoding))
  return readMultipart(decoded, 0, decoded.length, boundary, meter, inside)
}

export const isMessage = (contentType: string) => contentType === 'message/rfc822' || contentType === 'message/global'

/** Bytes are copied only for an attached mail that is itself in base64 or quoted-printable, and counted then. */
function readMessage(bytes: Buffer, start: number, end: number, encoding: string, meter: Meter, place: Place): MimePart[] {
  const inner = { path: `${place.path}.1`, depth: place.depth + 1, fallbackType: 'text/plain', top: true }
  if (encoding !== 'base64' && encoding !== 'quoted-printable') return [readPart(bytes, start, end, meter, inner)]
  if (!meter.takesAttachedMail(Math.ceil((end - start) * (encoding === 'base64' ? 0.75 : 1)))) return []
  const decoded = Buffer.from(transferDecode(bytes.subarray(start, end), encoding))
  return [readPart(decoded, 0, decoded.length, meter, inner)]
}

function readMultipart(bytes: Buffer, start: number, end: number, boundary: string, meter: Meter, place: Place): MimePart[] {
  const children: MimePart[] = []
  for (const [from, to] of partRanges(bytes, start, end, boundary)) {
    if (meter.parts >= meter.limits.parts) {
      meter.met.add('parts')
      break
    }
    children.push(
      readPart(bytes, from, to, meter, {
        path: `${place.path}.${children.length + 1}`,
        depth: place.depth + 1,
        fallbackType: place.fallbackType,
      }),
    )
  }
  return children
}

/** Byte ranges between the delimiter lines (RFC 2046 §5.1.1); the line end before a delimiter belongs to it. */
function* partRanges(bytes: Buffer, start: number, end: number, boundary: string): Generator<[number, number]> {
  const delimiter = Buffer.from(`--${boundary}`, /[^\u0000-\u00ff]/.test(boundary) ? 'utf8' : 'latin1')
  /** Not beyond the end: hundreds of parts would each search the whole mail. */
  const scope = bytes.subarray(0, end)
  let open = -1
  let at = start
  while (at < end) {
    const found = scope.indexOf(delimiter, at)
    if (found === -1) break
    const line = found === start || bytes[found - 1] === 0x0a ? delimiterLine(bytes, found + delimiter.length, end) : null
    if (!line) {
      at = found + delimiter.length
      continue
    }
    if (open >= 0) yield [open, beforeLineEnd(bytes, open, found)]
    // Behind the last delimiter nothing is a part, but behind a further one: two programs took the same boundary.
    open = line.closes ? -1 : line.next
    at = line.next
  }
  if (open >= 0 && open < end) yield [open, end]
}

/** What follows a delimiter must be nothing, or "--", then blanks (RFC 2046 allows them) and a line end. */
function delimiterLine(bytes: Buffer, from: number, end: number): { closes: boolean; next: number } | null {
  let at = from
  const closes = bytes[at] === 0x2d && bytes[at + 1] === 0x2d
  if (closes) at += 2
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at++
  if (at >= end) return { closes, next: end }
  if (bytes[at] === 0x0a) return { closes, next: at + 1 }
  return closes && from + 2 < end ? { closes, next: at } : null
}

function beforeLineEnd(bytes: Buffer, from: number, delimiter: number): number {
  let at = delimiter
  if (at > from && bytes[at - 1] === 0x0a) at--
  if (at > from && bytes[at - 1] === 0x0d) at--
  return at
}
