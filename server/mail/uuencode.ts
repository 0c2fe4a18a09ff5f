import { ydecode } from './yenc'

/** Files inside a text body: uuencode (POSIX) and yEnc. Works on the bytes, line by line, in one pass. */
export interface InlineFile {
  readonly filename: string
  readonly content: Buffer
}

/** A file found: its lines (first and last) and the bytes between them. */
interface Found {
  readonly kind: 'uu' | 'y'
  readonly filename: string
  readonly first: number
  readonly last: number
  readonly body: Buffer
}

const LF = 0x0a
const CR = 0x0d
const mostFiles = 500

/** Takes the files out of a text. What only looks like one (prose that says "begin 644 x") stays text. */
export function takeInlineFiles(text: string, bytes: () => Uint8Array): { readonly text: string; readonly files: readonly InlineFile[] } {
  if (!/^(?:begin [0-7]{3,4} |=ybegin )/m.test(text)) return { text, files: [] }
  const taken: Found[] = []
  const files: InlineFile[] = []
  for (const found of filesIn(Buffer.from(bytes()))) {
    const content = found.kind === 'uu' ? uudecode(found.body) : ydecode(found.body)
    if (content === null) continue
    taken.push(found)
    files.push({ filename: found.filename, content })
    if (files.length >= mostFiles) break
  }
  return { text: files.length > 0 ? withoutLines(text, taken) : text, files }
}

interface Opened {
  readonly kind: 'uu' | 'y'
  readonly filename: string
  readonly line: number
  readonly from: number
}

/** A later beginning takes the place of one that has not ended. */
function* filesIn(bytes: Buffer): Generator<Found> {
  let opened: Opened | null = null
  for (let at = 0, line = 0; at < bytes.length; line++) {
    const lf = bytes.indexOf(LF, at)
    const next = lf === -1 ? bytes.length : lf + 1
    const begun = beginning(bytes, at, next)
    if (begun) opened = { ...begun, line, from: next }
    else if (opened && ends(bytes, at, next, opened.kind)) {
      yield { kind: opened.kind, filename: opened.filename, first: opened.line, last: line, body: bytes.subarray(opened.from, at) }
      opened = null
    }
    at = next
  }
}

function beginning(bytes: Buffer, at: number, next: number): Pick<Opened, 'kind' | 'filename'> | null {
  const byte = bytes[at]
  if ((byte !== 0x62 && byte !== 0x3d) || next - at > 600) return null
  const line = bytes.toString('latin1', at, next).trimEnd()
  const uu = /^begin [0-7]{3,4} (.+)$/.exec(line)
  if (uu) return { kind: 'uu', filename: uu[1]!.trim() }
  const name = line.startsWith('=ybegin ') ? line.lastIndexOf(' name=') : -1
  return name === -1 ? null : { kind: 'y', filename: line.slice(name + 6).trim() }
}

function ends(bytes: Buffer, at: number, next: number, kind: 'uu' | 'y'): boolean {
  if (kind === 'y') return bytes[at] === 0x3d && bytes.toString('latin1', at, Math.min(at + 6, next)) === '=yend '
  return bytes[at] === 0x65 && next - at <= 6 && bytes.toString('latin1', at, next).trimEnd() === 'end'
}

/** The text without the lines of the files that were taken. */
function withoutLines(text: string, taken: readonly Found[]): string {
  const kept: string[] = []
  let line = 0
  let at = 0
  for (const { first, last } of taken) {
    const from = skipLines(text, at, first - line)
    kept.push(text.slice(at, from))
    at = skipLines(text, from, last + 1 - first)
    line = last + 1
  }
  return kept.join('') + text.slice(at)
}

function skipLines(text: string, from: number, count: number): number {
  let at = from
  for (let left = count; left > 0 && at < text.length; left--) {
    const lf = text.indexOf('\n', at)
    at = lf === -1 ? text.length : lf + 1
  }
  return at
}

/** Decodes the lines between "begin" and "end"; null when one of them is no line of uuencode. */
export function uudecode(body: Uint8Array): Buffer | null {
  const out = Buffer.allocUnsafe(Math.ceil(body.length * 0.75) + 64)
  let length = 0
  for (let at = 0; at < body.length; ) {
    const lf = body.indexOf(LF, at)
    const next = lf === -1 ? body.length : lf + 1
    let end = lf === -1 ? next : lf
    if (end > at && body[end - 1] === CR) end--
    const written = uuLine(body, at, end, out, length)
    if (written === -1) return null
    length += written
    at = next
  }
  return out.subarray(0, length)
}

/** Bytes that one line gives; -1 when its length does not fit what it says. Blanks at its end may have been lost. */
function uuLine(body: Uint8Array, at: number, end: number, out: Buffer, to: number): number {
  if (end === at) return 0
  const length = (body[at]! - 32) & 63
  const groups = Math.ceil(length / 3)
  if (body[at]! < 32 || body[at]! > 96 || end - at - 1 > groups * 4 + 2) return -1
  const value = (index: number) => (index < end ? (body[index]! - 32) & 63 : 0)
  for (let group = 0, from = at + 1; group < groups; group++, from += 4) {
    const three = (value(from) << 18) | (value(from + 1) << 12) | (value(from + 2) << 6) | value(from + 3)
    out[to + group * 3] = three >> 16
    out[to + group * 3 + 1] = (three >> 8) & 255
    out[to + group * 3 + 2] = three & 255
  }
  return length
}

/** The file of a part whose transfer encoding is uuencode; empty when there is none. */
export function uudecodePart(raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  for (const found of filesIn(bytes)) return uudecode(found.body) ?? Buffer.alloc(0)
  const begin = bytes.indexOf('begin ')
  const lf = begin === -1 ? -1 : bytes.indexOf(LF, begin)
  return lf === -1 ? Buffer.alloc(0) : (uudecode(bytes.subarray(lf + 1)) ?? Buffer.alloc(0))
}
