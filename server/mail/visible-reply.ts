import { fenced } from './forwards/fenced'
import { isQuoted, quoteStart } from './quotes'
import { type Signed, withoutSignature } from './signature'

/**
 * New text of a mail without the older mail that it quotes, and its signature. A view only: the whole text is always kept
 * and shown on demand, so in doubt more is shown rather than less.
 */
export function visibleReply(text: string): Signed {
  const lines = fenced(text).replaceAll('\ufeff', '').split('\n')
  const own = ownLines(lines)
  const signed = withoutSignature(own)
  return signed.text === '' && signed.signature !== '' ? { text: '', signature: signed.signature } : signed
}

/** What stands above the quote; where nothing does, the answer below it; where nothing does there either, everything. */
function ownLines(lines: readonly string[]): readonly string[] {
  const quote = quoteStart(lines)
  const above = trimmed(lines.slice(0, quote.at))
  if (above.length > 0) return above
  if (quote.kind === 'none') return blankTrimmed(lines)
  if (quote.kind !== 'introduction') return []
  const below = answerBelow(lines.slice(quote.end))
  return below.length > 0 ? below : []
}

/** Quotes at the end go; quotes between or above the own words stay: they say what is answered. */
function trimmed(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '' && !isQuoted(line)) + 1).slice(firstFilled(lines))
}

/** Answer under the quote: the quote goes where it is marked, and stays where nothing tells the two apart. */
function answerBelow(lines: readonly string[]): readonly string[] {
  const first = firstFilled(lines)
  if (!isQuoted(lines[first] ?? '')) return trimmed(lines)
  const end = lines.findIndex((line, at) => at > first && line.trim() !== '' && !isQuoted(line))
  return end === -1 ? [] : trimmed(lines.slice(end))
}

const firstFilled = (lines: readonly string[]) =>
  Math.max(
    0,
    lines.findIndex((line) => line.trim() !== ''),
  )
const blankTrimmed = (lines: readonly string[]) => lines.join('\n').trim().split('\n')
