import { baseSubject, isForwardSubject, isReplySubject } from '@postakte/shared/mail/subject'
import type { ReadMail } from '../read-mail'
import type { InlineForward } from '../understanding'
import { fenced } from './fenced'
import { type FoundForward, findForward, type Hint } from './find-forward'
import { forwardByLibrary } from './forward-by-library'
import { forwardDate } from './forward-date'
import { pageOfHtml } from './html-page'
import { introducedMail } from './introduced-mail'
import { type Page, pageOfText } from './page'
import { peopleIn, senderIn } from './people'

/**
 * The mail that a person forwarded inline, or null: the outermost block. The HTML first where a mail program left an
 * anchor in it, then the text, then email-forward-parser for forms that our own rules do not know.
 */
export function readForward(mail: ReadMail): InlineForward | null {
  const hint = hintOf(mail.subject)
  const found = fromHtml(mail, hint) ?? fromText(mail.text, hint) ?? forwardByLibrary(mail.text, hint)
  return found?.subject === '' ? { ...found, subject: baseSubject(mail.subject) } : found
}

/** The next forward inside a forwarded text. */
export const forwardInside = (text: string): InlineForward | null => fromText(text, 'forward')

function hintOf(subject: string): Hint {
  if (subject.trim() === '') return 'empty'
  if (isForwardSubject(subject)) return 'forward'
  return isReplySubject(subject) ? 'reply' : 'other'
}

/** HTML is read only where it may hold a forward: this is the dearest look of all. */
function fromHtml(mail: ReadMail, hint: Hint): InlineForward | null {
  if (mail.html === '' || (hint !== 'forward' && !holdsAnchor(mail.html))) return null
  const page = pageOfHtml(mail.html)
  const found = page.anchors.size > 0 || mail.textFrom === 'html' ? findForward(page, hint) : null
  return found ? forwardOf(page, found) : null
}
const anchorWords = [
  'divrplyfwdmsg',
  'appendonsend',
  'moz-forward-container',
  'gmail_attr',
  'border-top:solid #e1e1e1',
  'border-top:solid #b5c4df',
  'mail-editor-reference',
]

function holdsAnchor(html: string): boolean {
  const lower = html.slice(0, 1_000_000).toLowerCase()
  return anchorWords.some((word) => lower.includes(word))
}

function fromText(text: string, hint: Hint): InlineForward | null {
  if (!text.includes('@') && hint !== 'forward') return null
  const page = pageOfText(fenced(text))
  const found = findForward(page, hint)
  return found ? forwardOf(page, found) : null
}

function forwardOf(page: Page, found: FoundForward): InlineForward {
  const head = found.block ? blockHead(found.block.fields) : introducedMail(found.introduction!.text)
  return {
    ...head,
    body: unquoted(page.lines.slice(found.bodyStart)),
    comment: page.lines.slice(0, found.start).join('\n').replaceAll('\ufeff', '').trim(),
    client: found.client,
  }
}

function blockHead(fields: ReadonlyMap<string, string>): Omit<InlineForward, 'body' | 'comment' | 'client'> {
  const { date, precision } = forwardDate(fields.get('date') ?? '')
  return {
    from: senderIn(fields.get('from')),
    to: peopleIn(fields.get('to')),
    cc: peopleIn(fields.get('cc')),
    subject: fields.get('subject') ?? '',
    date,
    datePrecision: precision,
  }
}

/** The forwarded text; quote marks or the indent that stand before every line go. */
function unquoted(lines: readonly string[]): string {
  const filled = lines.filter((line) => line.trim() !== '')
  const mark = [/^>\s?/, /^ {4}/].find((one) => filled.length > 0 && filled.every((line) => one.test(line)))
  return (mark ? lines.map((line) => line.replace(mark, '')) : lines).join('\n').replaceAll('\ufeff', '').trim()
}
