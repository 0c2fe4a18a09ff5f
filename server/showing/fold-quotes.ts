import { type CleanElement, type CleanNode, elementsOf, made, textNode } from './clean-tree'

/** Mark of an element that quotes an older mail: `self` is the quote, after `rest` everything belongs to it (Outlook). */
export const quoteMark = 'data-quote'
export type QuoteMark = 'self' | 'rest'

/** Elements within which a fold may stand; a table's rows or a list's items may not be parted. */
const mayHold = new Set('root div td th section article main blockquote center font span li dd'.split(' '))

interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The older mail at the end of a mail becomes a fold that a click opens, without any script. Only where something stands
 * above it and nothing below: answers between quotes stay where they are.
 */
export function foldQuotes(root: CleanElement, label: string): void {
  const spans = new Map<CleanElement, Span>()
  const length = measure(root, 0, spans)
  for (const marked of [...elementsOf(root)].filter(({ attributes }) => attributes.has(quoteMark))) {
    const fold = foldOf(marked, spans)
    if (fold && spans.get(fold.first)!.start > 0 && fold.end === length) {
      wrap(fold, label)
      break
    }
  }
  for (const { attributes } of elementsOf(root)) attributes.delete(quoteMark)
}

/** Where the visible content of each element begins and ends, counted over the whole mail. */
function measure(node: CleanElement, start: number, spans: Map<CleanElement, Span>): number {
  let at = start
  for (const child of node.children) {
    if (typeof child === 'string') at += child.replace(/\s+/g, '').length
    else at = measure(child, child.tag === 'img' ? at + 1 : at, spans)
  }
  spans.set(node, { start, end: at })
  return at
}

interface Fold {
  readonly first: CleanElement
  readonly parent: CleanElement
  readonly rest: boolean
  readonly end: number
}

/** Climbs to the outermost element that begins with the mark. */
function foldOf(marked: CleanElement, spans: ReadonlyMap<CleanElement, Span>): Fold | null {
  const { start } = spans.get(marked)!
  let first = marked
  while (first.parent && first.parent.tag !== 'root' && spans.get(first.parent)!.start === start) first = first.parent
  const parent = first.parent
  if (!parent || !mayHold.has(parent.tag)) return null
  const rest = marked.attributes.get(quoteMark) === 'rest'
  return { first, parent, rest, end: spans.get(rest ? parent : marked)!.end }
}

function wrap({ first, parent, rest }: Fold, label: string): void {
  const at = parent.children.indexOf(first)
  const older: CleanNode[] = rest ? parent.children.slice(at) : [first]
  const summary = made('summary', parent, [textNode(label)])
  parent.children.splice(at, older.length, made('details', parent, [summary, ...older]))
}
