import { type Field, labelled, labelsOf, unmarked } from './labels'
import { senderIn } from './people'

/** Header lines of an older mail inside a text; `first` and `last` are their line numbers. */
export interface HeaderBlock {
  readonly fields: ReadonlyMap<Field, string>
  readonly first: number
  readonly last: number
}

/** Lines that a block may have (filing: from, date or to, and subject within 12 lines). */
const longestBlock = 14

/**
 * The block that begins at this line, or null. It counts only with a sender, a subject and a date or recipient, each
 * label at the start of its line: never "the first address in the text".
 */
export function headerBlockAt(lines: readonly string[], first: number): HeaderBlock | null {
  const start = labelled(lines[first] ?? '')
  if (!start || start.field === 'other') return null
  const block = grown(lines, first)
  return isComplete(block.fields) ? block : null
}

function isComplete(fields: ReadonlyMap<Field, string>): boolean {
  if (!fields.has('subject') || !(fields.has('date') || fields.has('to'))) return false
  const sender = senderIn(fields.get('from'))
  return sender.address !== '' || sender.name !== ''
}

function grown(lines: readonly string[], first: number): HeaderBlock {
  const fields = new Map<Field, string>()
  let last = first
  let current: Field = 'other'
  for (let at = first; at < Math.min(lines.length, first + longestBlock); at++) {
    const line = labelled(lines[at]!)
    const bare = unmarked(lines[at]!).trim()
    if (line && current === 'subject' && isOfSubject(line.field, fields)) {
      fields.set('subject', `${fields.get('subject')} ${bare}`)
    } else if (line) {
      if (line.field !== 'other' && fields.has(line.field) && !wraps(fields, lines, at)) break
      current = line.field
      fields.set(current, line.value)
    } else if (bare === '') {
      if (isOver(fields, lines, at)) break
      continue
    } else if (continues(current, fields.get(current) ?? '', lines, at)) {
      fields.set(current, `${fields.get(current) ?? ''} ${bare}`.trim())
    } else break
    last = at
  }
  return { fields, first, last }
}

/**
 * A block that begins with its subject (Thunderbird) has the true sender below it: a long subject, wrapped so that
 * "From: someone else" begins a line, must not win.
 */
const wraps = (fields: ReadonlyMap<Field, string>, lines: readonly string[], at: number) =>
  [...fields.keys()][0] === 'subject' && unmarked(lines[at - 1] ?? '').trim() !== ''

/** Where the sender stood first (Apple), a second one right below the subject is the rest of a subject that was wrapped. */
const isOfSubject = (field: Field, fields: ReadonlyMap<Field, string>) =>
  [...fields.keys()][0] === 'from' && fields.has(field) && !isComplete(fields)

/** A blank line ends the block, but for HTML made into text, where each line may have one after it. */
function isOver(fields: ReadonlyMap<Field, string>, lines: readonly string[], at: number): boolean {
  if (isComplete(fields)) return !labelledOf(lines[at + 1], ['to', 'cc', 'date', 'subject'], fields)
  const next = [lines[at + 1], lines[at + 2]].find((line) => line !== undefined && unmarked(line).trim() !== '')
  return next === undefined || labelled(next) === null
}

function labelledOf(line: string | undefined, wanted: readonly Field[], fields: ReadonlyMap<Field, string>): boolean {
  const found = labelled(line ?? '')
  return found !== null && wanted.includes(found.field) && !fields.has(found.field)
}

/** The next line belongs to this one: a value on its own line, or a wrapped list of addresses. */
function continues(field: Field, value: string, lines: readonly string[], at: number): boolean {
  if (value === '') return field !== 'other'
  if (field === 'subject' || field === 'date') return /^[\t ]{1,8}\S/.test(lines[at]!) && labelled(lines[at + 1] ?? '') !== null
  const next = unmarked(lines[at]!)
  if (/[,;]\s*$/.test(value) || (/<[^<>]*$/.test(value) && value.length < 2_000)) return true
  return !/[>\])]\s*$/.test(value) && /^[^@]{0,80}<[^<>\s]+@[^<>\s]+>/.test(next) && (!value.includes('@') || next.startsWith('<'))
}

const inOrder: readonly Field[] = ['from', 'to', 'cc', 'date', 'subject']

/** Yahoo glues all header lines to the separator: `From: A <a@b>To: …Sent: …Subject: …`. */
export function gluedBlock(line: string, at: number): HeaderBlock | null {
  const text = line.slice(0, 4_000)
  const cuts: { field: Field; from: number; value: number }[] = []
  let from = 0
  for (const field of inOrder) {
    const found = glued[field]!.exec(text.slice(from))
    if (!found) continue
    cuts.push({ field, from: from + found.index, value: from + found.index + found[0].length })
    from += found.index + found[0].length
  }
  if (cuts[0]?.from !== 0) return null
  const fields = new Map(cuts.map((cut, index) => [cut.field, text.slice(cut.value, cuts[index + 1]?.from).trim()] as const))
  return isComplete(fields) ? { fields, first: at, last: at } : null
}

/** Case counts here: glued labels begin with a capital. Portuguese Yahoo writes `Assunto` without a colon. */
const glued = Object.fromEntries(
  inOrder.map((field) => {
    const words = labelsOf(field).map((word) => `${word[0]!.toUpperCase()}${word.slice(1)}`.replace(/[.()]/g, '\\$&'))
    const upper = field === 'cc' ? [...words, 'CC', 'DW'] : words
    const before = field === 'from' ? '^' : field === 'subject' ? '' : '(?<=[>\\s\\d;,)\\]]|^)'
    return [field, new RegExp(`${before}(?:(?:${upper.join('|')})\\s?[:：]${field === 'subject' ? '|Assunto\\s' : ''})`, 'u')]
  }),
) as Record<Field, RegExp | undefined>
