import { decodeUnlabelled } from './charset'
import type { Meter } from './limits'
import type { Header } from './read-mail'

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const COLON = 0x3a

export interface HeaderBlock {
  readonly headers: readonly Header[]
  /** Where the body begins. */
  readonly bodyStart: number
}

/** End of the line that begins at `from`: index behind its line end (LF, CRLF). */
function lineEnd(bytes: Buffer, from: number, end: number): number {
  const at = bytes.indexOf(LF, from)
  return at === -1 || at >= end ? end : at + 1
}

const isBlankLine = (bytes: Buffer, from: number, next: number) =>
  next - from <= 2 && (bytes[from] === LF || (bytes[from] === CR && (next - from === 1 || bytes[from + 1] === LF)))

/**
 * Reads the header lines of [start, end) (RFC 5322 §2.2). A line without a colon that is no continuation ends the header
 * when a body seems to begin there, else it is joined to the header before (broken folding, mails/robust-enmime/bad-header-wrap).
 */
export function readHeaders(bytes: Buffer, start: number, end: number, meter: Meter, top = false): HeaderBlock {
  const headers: Header[] = []
  let at = top ? skipEnvelopeLine(bytes, start, end) : start
  const cap = at + meter.limits.headerBytes
  while (at < end) {
    const next = lineEnd(bytes, at, end)
    if (isBlankLine(bytes, at, next)) return { headers, bodyStart: next }
    const stop = foldedEnd(bytes, next, end)
    const header = readHeader(bytes, at, stop)
    if (header === null && !bytes.subarray(at, stop).includes(COLON) && headers.length > 0 && bodyBegins(bytes, at, next, end))
      return { headers, bodyStart: at }
    if (header === null && headers.length === 0) return { headers, bodyStart: at }
    if (header === null) joinToLast(headers, bytes, at, stop)
    else if (meter.takesHeader(header.name, headers.length)) headers.push(header)
    else if (meter.headersSpent && at - start > fewBytes) return { headers, bodyStart: blankLineAfter(bytes, at, end) }
    at = stop
    if (at > cap) {
      meter.met.add('header-bytes')
      return { headers, bodyStart: blankLineAfter(bytes, at, end) }
    }
  }
  return { headers, bodyStart: end }
}

/** Where the mail's headers are spent, only the beginning of a part's block is looked at. */
const fewBytes = 2_000

const byteOrderMark = Buffer.from('\ufeff')

/** A byte order mark (an editor's), blank lines before the first header, and mbox's "From …" line that some programs leave on top. */
function skipEnvelopeLine(bytes: Buffer, start: number, end: number): number {
  let at = bytes.subarray(start, start + 3).equals(byteOrderMark) ? start + 3 : start
  while (at < end) {
    const next = lineEnd(bytes, at, end)
    const head = bytes.toString('latin1', at, Math.min(at + 6, end))
    if (isBlanks(bytes, at, next)) {
      const behind = behindBlankLines(bytes, next, end)
      if (!goesOn(bytes, behind, end)) return at
      at = behind
    } else if (head.startsWith('From ') || head.startsWith('>From ')) at = next
    else return at
  }
  return at
}

function behindBlankLines(bytes: Buffer, from: number, end: number): number {
  let at = from
  for (let next = lineEnd(bytes, at, end); at < end && isBlanks(bytes, at, next); next = lineEnd(bytes, at, end)) at = next
  return at
}

/** Continuation lines begin with a blank; a line of blanks alone still ends the header block in practice. */
function foldedEnd(bytes: Buffer, from: number, end: number): number {
  let at = from
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) {
    const next = lineEnd(bytes, at, end)
    if (isBlanks(bytes, at, next) && !goesOn(bytes, next, end)) break
    at = next
  }
  return at
}

const isBlanks = (bytes: Buffer, from: number, next: number) => next - from < 1_000 && bytes.toString('latin1', from, next).trim() === ''

/** RFC 5322 §4.2: a line of blanks inside a folded header is part of it when a further line or header follows. */
function goesOn(bytes: Buffer, from: number, end: number): boolean {
  return /^(?:[ \t]+\S|[A-Za-z][\w-]{1,60}:)/.test(bytes.toString('latin1', from, Math.min(from + 100, end)))
}

const longestName = 200
const fieldName = /^[\x21-\x39\x3b-\x7e]+$/

function readHeader(bytes: Buffer, start: number, end: number): Header | null {
  const before = bytes.subarray(start, Math.min(start + longestName, end)).indexOf(COLON)
  if (before === -1) return null
  const colon = start + before
  const name = bytes.toString('latin1', start, colon).trim()
  if (!fieldName.test(name)) return null
  return { name: name.toLowerCase(), value: unfold(bytes.subarray(colon + 1, end)) }
}

function joinToLast(headers: Header[], bytes: Buffer, start: number, end: number): void {
  const last = headers.at(-1)
  if (!last) return
  const more = unfold(bytes.subarray(start, end))
  if (more !== '') headers[headers.length - 1] = { name: last.name, value: `${last.value} ${more}` }
}

function unfold(raw: Buffer): string {
  const text = decodeUnlabelled(raw)
  return (text.includes('\n') || text.includes('\r') ? text.replace(/\r?\n|\r/g, '') : text).trim()
}

/** A line without a colon: it begins the body unless a further header line with a known look follows at once. */
function bodyBegins(bytes: Buffer, at: number, next: number, end: number): boolean {
  if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) return true
  const line = bytes.toString('latin1', next, Math.min(next + 80, end))
  return !/^[A-Za-z][A-Za-z-]{1,40}:|^\r?\n/.test(line)
}

function blankLineAfter(bytes: Buffer, from: number, end: number): number {
  const rest = bytes.subarray(from, end)
  const found = [rest.indexOf('\r\n\r\n') + 4, rest.indexOf('\n\n') + 2].filter((next, at) => next >= 4 - at * 2)
  return found.length === 0 ? end : from + Math.min(...found)
}

/** Value of the first header of that name (lower case). */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value
}

/** Values of all headers of that name, in the order of the mail. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  return headers.filter((header) => header.name === name).map((header) => header.value)
}
