import { decodeText } from './charset'
import { decodeQuotedPrintable } from './transfer-decoding'

interface Word {
  readonly charset: string
  readonly bytes: Buffer
}

/** Linear: no nested repetition; a word is at most some thousand characters in real mail, longer ones are read too. */
const encodedWord = /=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=/g

/**
 * RFC 2047 words to text. Blanks between two words vanish; neighbours of one charset are joined before decoding, so that a
 * character split over two words is whole again. Other text stays.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  const run = new Run()
  let text = ''
  let last = 0
  for (const match of value.matchAll(encodedWord)) {
    const between = value.slice(last, match.index)
    const word = wordOf(match)
    last = match.index + match[0].length
    const neighbour = run.open && between.trim() === ''
    if (!neighbour) text += run.close() + between
    else if (run.charset !== word.charset) text += run.close()
    run.add(word)
  }
  return text + run.close() + value.slice(last)
}

/** Neighbouring words of one charset: their bytes are joined once, at the end. */
class Run {
  charset = ''
  private pieces: Buffer[] = []

  get open(): boolean {
    return this.pieces.length > 0
  }

  add(word: Word): void {
    this.charset = word.charset
    this.pieces.push(word.bytes)
  }

  close(): string {
    if (this.pieces.length === 0) return ''
    const text = decodeText(Buffer.concat(this.pieces), this.charset)
    this.pieces = []
    return text
  }
}

function wordOf(match: RegExpMatchArray): Word {
  const charset = (match[1] ?? '').split('*')[0]!.toLowerCase()
  const body = match[3] ?? ''
  if (match[2] === 'b' || match[2] === 'B') return { charset, bytes: Buffer.from(body, 'base64') }
  return {
    charset,
    bytes: decodeQuotedPrintable(bytesOf(withKeptEnd(body.replaceAll('_', ' ')))),
  }
}

/** Blanks at the end of a word are its own, not the transport's. */
function withKeptEnd(text: string): string {
  const trimmed = text.trimEnd()
  return trimmed + '=20'.repeat(text.length - trimmed.length)
}

/** A header value holds raw 8-bit text that was decoded already; give its bytes back (as UTF-8 where it is beyond Latin-1). */
function bytesOf(text: string): Buffer {
  return /[^\u0000-\u00ff]/.test(text) ? Buffer.from(text, 'utf8') : Buffer.from(text, 'latin1')
}
