import { decodeText } from './charset'
import { decodeWords } from './encoded-words'

export interface StructuredValue {
  /** 'text/plain', 'attachment' …: lower case; '' when missing. */
  readonly value: string
  readonly parameters: Readonly<Record<string, string>>
  /** Parameters that stand twice with different values. */
  readonly repeated: readonly string[]
}

interface Piece {
  readonly index: number
  readonly encoded: boolean
  readonly value: string
}

/** Reads `value; name=text; name*0*=charset'language'text` (RFC 2045 §5.1, RFC 2231), tolerant, linear. */
export function readStructured(header: string): StructuredValue {
  const semicolon = firstSeparator(header)
  const value = withoutComment(header.slice(0, semicolon)).trim().toLowerCase()
  const pieces = new Map<string, Piece[]>()
  const repeated = new Set<string>()
  for (const [name, text] of assignments(header.slice(semicolon))) addPiece(pieces, repeated, name, text)
  const parameters: Record<string, string> = Object.create(null)
  for (const [name, list] of pieces) parameters[name] = joined(list)
  return { value, parameters, repeated: [...repeated] }
}

function withoutComment(text: string): string {
  const open = text.indexOf('(')
  return open === -1 ? text : text.slice(0, open)
}

/** 'application/pdf name=x.pdf' has no semicolon: the blank parts it. 'filename=x.pdf' alone has no value. */
function firstSeparator(header: string): number {
  if (/^\s{0,100}[\w*-]{1,100}\s{0,10}=/.test(header)) return 0
  const semicolon = header.indexOf(';')
  const blank = header.slice(0, semicolon === -1 ? header.length : semicolon).search(/\s[\w*-]+=/)
  if (blank !== -1) return blank
  return semicolon === -1 ? header.length : semicolon
}

const assignment = /([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)("|$)|([^;"]*))/y
const separators = /[;\s]*/y

/** Goes on behind the next semicolon where nothing is assigned, so that each character is looked at a few times at most. */
function* assignments(text: string): Generator<[string, string]> {
  for (let at = 0; at < text.length; ) {
    separators.lastIndex = at
    separators.exec(text)
    assignment.lastIndex = separators.lastIndex
    const match = assignment.exec(text)
    if (match) {
      at = assignment.lastIndex
      yield [match[1]!.toLowerCase(), match[2] === undefined ? unquotedValue(match[4] ?? '') : unescaped(match[2])]
    } else {
      at = text.indexOf(';', Math.max(separators.lastIndex, at + 1))
      if (at === -1) return
    }
  }
}

/** quoted-pair (RFC 5322 §3.2.1); a Windows path loses its backslashes, as in GMime and CPython. */
const unescaped = (text: string) => text.replace(/\\([\s\S])/g, '$1')

function unquotedValue(text: string): string {
  const trimmed = text.trim()
  const open = trimmed.endsWith(')') ? trimmed.lastIndexOf('(') : -1
  return open === -1 ? trimmed : trimmed.slice(0, open).trimEnd()
}

/** Pieces of one parameter that are put together (RFC 2231 §3). */
const mostPieces = 200

function addPiece(pieces: Map<string, Piece[]>, repeated: Set<string>, name: string, value: string): void {
  const match = /^([^*]+)(?:\*(\d{1,4}))?(\*)?$/.exec(name)
  if (!match) return
  const base = match[1]!
  const piece = { index: match[2] === undefined ? -1 : Number(match[2]), encoded: match[3] === '*', value }
  const list = pieces.get(base) ?? []
  const same = list.find((other) => other.index === piece.index && other.encoded === piece.encoded)
  if (same) {
    if (same.value !== value) repeated.add(base)
    return
  }
  if (list.length < mostPieces) list.push(piece)
  pieces.set(base, list)
}

/** RFC 2231 §3 and §4: the encoded form wins over the plain one; continuations in order. */
function joined(pieces: Piece[]): string {
  const whole = pieces.find((piece) => piece.index === -1 && piece.encoded)
  if (whole) return decodeExtended([whole])
  const continued = pieces.filter((piece) => piece.index >= 0).sort((one, other) => one.index - other.index)
  if (continued.length > 0) return decodeExtended(continued)
  return decodeWords(pieces[0]!.value)
}

function decodeExtended(pieces: readonly Piece[]): string {
  const first = /^([^']*)'([^']*)'([\s\S]*)$/.exec(pieces[0]!.value)
  const encoded = pieces.some((piece) => piece.encoded)
  if (!encoded) return decodeWords(pieces.map((piece) => piece.value).join(''))
  const charset = first && pieces[0]!.encoded ? first[1]! : ''
  const values = pieces.map((piece, at) => ({
    ...piece,
    value: at === 0 && first && piece.encoded ? first[3]! : piece.value,
  }))
  const text = decodeText(
    Buffer.concat(values.map((piece) => (piece.encoded ? percentBytes(piece.value) : Buffer.from(piece.value, 'utf8')))),
    charset,
  )
  return text.includes('=?') ? decodeWords(text) : text
}

function percentBytes(text: string): Buffer {
  const plain = Buffer.from(text, /[^\u0000-\u00ff]/.test(text) ? 'utf8' : 'latin1').toString('latin1')
  return Buffer.from(
    plain.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
