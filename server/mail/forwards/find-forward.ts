import { gluedBlock, type HeaderBlock, headerBlockAt } from './header-block'
import { type Introduced, introductionAt } from './introductions'
import { labelled, unmarked } from './labels'
import type { Page } from './page'
import { type SeparatorKind, separatorIn } from './separators'

/** What the subject says: a forward, a reply, nothing (it is empty), or something else (edited). */
export type Hint = 'forward' | 'reply' | 'empty' | 'other'

/** Where the forwarded mail stands: what is above `start` is the forwarder's, what is from `bodyStart` on is the mail's. */
export interface FoundForward {
  readonly start: number
  readonly bodyStart: number
  readonly block: HeaderBlock | null
  /** Outlook 2019 for Mac has one sentence in place of a block. */
  readonly introduction: Introduced | null
  readonly client: string
}

const mostLines = 3_000
/** A block may stand this many lines below its separator or anchor (blank lines, a byte order mark, a table). */
const nearby = 6

/** Separators that make a forward of a mail with such a subject; below "Re:" only words that say so. */
const believed: Readonly<Record<Hint, readonly SeparatorKind[]>> = {
  forward: ['forward', 'original', 'rule'],
  empty: ['forward', 'original', 'rule'],
  other: ['forward', 'original', 'rule'],
  reply: ['forward'],
}

/** The outermost forwarded mail of a page: the first that stands there, or null. */
export function findForward(page: Page, hint: Hint): FoundForward | null {
  for (let at = 0; at < Math.min(page.lines.length, mostLines); at++) {
    const found = marked(page, at, hint) ?? unannounced(page, at, hint)
    if (found) return found
    if (hint !== 'forward' && beginsQuote(page.lines, at)) return null
  }
  return null
}

/** A separator or an anchor with a header block below it. */
function marked(page: Page, at: number, hint: Hint): FoundForward | null {
  const separator = separatorIn(page.lines[at]!)
  if (separator && believed[hint].includes(separator.kind)) {
    const block = separator.rest === '' ? blockBelow(page.lines, at + 1) : gluedBlock(separator.rest, at)
    if (block) return ofBlock(block, at, separator.client)
  }
  const anchor = page.anchors.get(at)
  if (!anchor || hint === 'reply') return null
  const block = blockBelow(page.lines, at)
  return block ? ofBlock(block, at, anchor) : null
}

function blockBelow(lines: readonly string[], from: number): HeaderBlock | null {
  for (let at = from; at < Math.min(lines.length, from + nearby); at++) {
    if (unmarked(lines[at]!).trim() === '' || separatorIn(lines[at]!)) continue
    return headerBlockAt(lines, at) ?? glued(lines[at]!, at)
  }
  return null
}

const glued = (line: string, at: number) => gluedBlock(unmarked(line), at)

/** Without separator: a header block, or the sentence of Outlook for Mac, that the subject makes a forward. */
function unannounced(page: Page, at: number, hint: Hint): FoundForward | null {
  if (hint !== 'forward' && hint !== 'other') return null
  const block = labelled(page.lines[at]!) ? headerBlockAt(page.lines, at) : null
  if (block && (hint === 'forward' || isWhole(block))) return ofBlock(block, at, 'header-block')
  const introduction = hint === 'forward' ? introductionAt(page.lines, at) : null
  if (!introduction?.text.includes('@')) return null
  return { start: at, bodyStart: introduction.end, block: null, introduction, client: 'outlook-mac' }
}

/** Where no separator and no subject says "forward", all four lines must be there, with an address. */
const isWhole = ({ fields }: HeaderBlock) =>
  ['from', 'date', 'to', 'subject'].every((field) => fields.has(field as 'from')) && fields.get('from')!.includes('@')

/** Below a quote of an answer nothing is a forward by the sender any more. */
const beginsQuote = (lines: readonly string[], at: number) => !lines[at]!.startsWith('>') && introductionAt(lines, at) !== null

function ofBlock(block: HeaderBlock, start: number, client: string): FoundForward {
  return { start: Math.min(start, block.first), bodyStart: block.last + 1, block, introduction: null, client }
}
