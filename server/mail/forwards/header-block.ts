import { readAddresses } from '../addresses'
import type { Address } from '../read-mail'
import type { InlineForward } from '../understanding'
import { forwardDate } from './forward-date'
import { type Field, labelled } from './labels'

/** Header block of a forward in text: from + (date or to) + subject within 12 lines, labels at line start. */
interface Block {
  readonly fields: ReadonlyMap<Field, string>
  readonly first: number
  readonly last: number
}

/** The outermost block of header lines, as its own reading; null when there is none. Never "the first address in the body". */
export function readHeaderBlock(text: string): InlineForward | null {
  const lines = text.split('\n')
  const block = findBlock(lines)
  return block ? forwardOf(lines, block) : null
}

function findBlock(lines: readonly string[]): Block | null {
  for (let at = 0; at < Math.min(lines.length, 3_000); at++) {
    const start = labelled(lines[at]!)
    if (!start || start.field === 'other' || start.field === 'cc') continue
    const block = blockAt(lines, at)
    if (
      block.fields.has('from') &&
      (block.fields.has('date') || block.fields.has('to')) &&
      block.fields.has('subject') &&
      fromOf(block)
    )
      return block
  }
  return null
}

function blockAt(lines: readonly string[], first: number): Block {
  const fields = new Map<Field, string>()
  let last = first
  let current: Field | null = null
  for (let at = first; at < Math.min(lines.length, first + 14); at++) {
    const line = labelled(lines[at]!)
    if (line) {
      if (line.field !== 'other' && fields.has(line.field)) break
      fields.set(line.field, line.value)
      current = line.field
    } else if (bare(lines[at]!) === '') {
      if (fields.size >= 3 && fields.has('from')) break
      if (fields.size > 0 && at > first && bare(lines[at - 1]!) === '') break
      continue
    } else if (current !== null && continues(fields.get(current)!, lines[at]!))
      fields.set(current, `${fields.get(current)} ${bare(lines[at]!)}`)
    else break
    last = at
  }
  return { fields, first, last }
}

const bare = (line: string) => line.replace(/^[>\s\u00a0\ufeff]+/, '').trim()

/** A wrapped list of addresses, or a value that stands on the next line. */
const continues = (value: string, line: string) =>
  value === '' ||
  /[,;]$/.test(value) ||
  (/^[\s>]*[^@]{0,80}<[^<>\s]+@[^<>\s]+>/.test(line) && !/>\s*$/.test(value))

function fromOf(block: Block): Address | null {
  const address = people(block.fields.get('from'))[0]
  return address && (address.address !== '' || address.name !== '') ? address : null
}

/** Outlook's `Name [mailto:a@b]`, `a@b <mailto:a@b>`, `;` between addresses, `&lt;a@b&gt;`. */
export function people(value: string | undefined): readonly Address[] {
  if (!value) return []
  const clean = value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\[mailto:([^\]\s]+)\]/gi, '<$1>')
    .replace(/<mailto:([^>\s]+)>/gi, (_, address: string) =>
      value.slice(0, value.indexOf('<mailto')).includes('@') ? '' : `<${address}>`,
    )
    .replace(/\*/g, '')
  return readAddresses(clean.slice(0, 20_000), 200).addresses
}

function forwardOf(lines: readonly string[], block: Block): InlineForward {
  const { date, precision } = forwardDate(block.fields.get('date') ?? '')
  return {
    from: fromOf(block)!,
    to: people(block.fields.get('to')),
    cc: people(block.fields.get('cc')),
    subject: block.fields.get('subject') ?? '',
    date,
    datePrecision: precision,
    body: unquoted(lines.slice(block.last + 1)),
    comment: lines.slice(0, separatorAbove(lines, block.first)).join('\n').trim(),
    client: 'header-block',
  }
}

const separator = /^[>\s]*(?:[-_=]{5,}|-{2,}\s?\S.{0,60}\S\s?-{2,}:?|\S.{0,60}:)\s*$/

/** `-----Ursprüngliche Nachricht-----`, a line of underscores, "Begin forwarded message:" belong to the block. */
function separatorAbove(lines: readonly string[], first: number): number {
  let at = first
  while (at > 0 && bare(lines[at - 1]!) === '') at--
  if (at > 0 && separator.test(lines[at - 1]!)) return at - 1
  return first
}

/** The forwarded text; when every line is quoted the quote marks go. */
function unquoted(lines: readonly string[]): string {
  const filled = lines.filter((line) => line.trim() !== '')
  const quoted = filled.length > 0 && filled.every((line) => line.startsWith('>'))
  return (quoted ? lines.map((line) => line.replace(/^>\s?/, '')) : lines).join('\n').trim()
}
