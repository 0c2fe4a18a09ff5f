import { headerBlockAt } from './forwards/header-block'
import { introductionAt } from './forwards/introductions'
import { labelled, unmarked } from './forwards/labels'
import { separatorIn } from './forwards/separators'

/** Where the older mail begins below (or above) a reply. */
export interface QuoteStart {
  /** Line of the introduction, separator or header block. */
  readonly at: number
  /** First line of the older mail itself. */
  readonly end: number
  readonly kind: 'introduction' | 'separator' | 'header-block' | 'none'
}

const mostLines = 5_000

/** First line at which an older mail begins; bounded look-ahead, linear in the number of lines. */
export function quoteStart(lines: readonly string[]): QuoteStart {
  for (let at = 0; at < Math.min(lines.length, mostLines); at++) {
    const found = quoteAt(lines, at)
    if (found) return found
  }
  return { at: lines.length, end: lines.length, kind: 'none' }
}

function quoteAt(lines: readonly string[], at: number): QuoteStart | null {
  const line = lines[at]!
  if (line.trim() === '') return null
  const separator = separatorIn(line)
  if (separator && (separator.kind !== 'rule' || blockBelow(lines, at + 1))) return { at, end: at + 1, kind: 'separator' }
  const introduction = introductionAt(lines, at)
  if (introduction) return { at, end: introduction.end, kind: 'introduction' }
  return startsBlock(lines, at) ? { at, end: at + 1, kind: 'header-block' } : null
}

/** From, sent, to, subject in a row: the older mail below a reply of Outlook. A quoted one (`>`) is part of a quote. */
function startsBlock(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  if (line.startsWith('>') || !labelled(line)) return false
  return headerBlockAt(lines, at) !== null || isLooseBlock(lines, at)
}

/** Three labels in a row, one of them the sender, though one is unknown or the address broken. */
function isLooseBlock(lines: readonly string[], at: number): boolean {
  if (labelled(lines[at]!)?.field !== 'from') return false
  const seen = new Set(lines.slice(at, at + 8).map((line) => labelled(line)?.field))
  return seen.has('subject') && (seen.has('date') || seen.has('to'))
}

function blockBelow(lines: readonly string[], from: number): boolean {
  const next = lines.findIndex((line, at) => at >= from && at < from + 4 && unmarked(line).trim() !== '')
  return next !== -1 && startsBlock(lines, next)
}

export const isQuoted = (line: string): boolean => /^\s{0,3}[>|]/.test(line)
