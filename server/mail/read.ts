import { escapeHtml } from '@postakte/shared/showing/escape'
import { type AddressList, readAddresses } from './addresses'
import { type BodyText, collectBodies } from './bodies'
import { readDate } from './dates'
import { decodeWords } from './encoded-words'
import { headerValue, headerValues } from './headers'
import { htmlToText } from './html-text'
import { cutText, defaultLimits, type Limits, Meter } from './limits'
import { suspicionsOf } from './mail-suspicions'
import { readTree } from './mime-tree'
import type { Address, Attachment, Header, MimePart, ReadMail, Suspicion } from './read-mail'

/** Reads a mail from its bytes. Never throws for what a mail says; limits that were met stand in `partly`. */
export function readMail(bytes: Uint8Array, options: { readonly limits?: Limits } = {}): ReadMail {
  const meter = new Meter(options.limits ?? defaultLimits)
  const source = withLineFeeds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const root = readTree(source.bytes, meter)
  const { headers } = root
  const bodies = collectBodies(root, meter)
  const texts = asOneText(bodies.texts, meter)
  const html = htmlOf(texts)
  const people = readPeople(headers, meter)
  const text = textOf(texts, meter)
  return {
    bytes,
    headers,
    ...people.lists,
    subject: subjectOf(headers),
    date:
      headerValues(headers, 'date')
        .map(readDate)
        .find((date) => date !== null) ?? null,
    messageId: idsOf(headerValue(headers, 'message-id'))[0] ?? null,
    inReplyTo: idsOf(headerValue(headers, 'in-reply-to')),
    references: ends(idsOf(headerValue(headers, 'references'))),
    ...text,
    html,
    attachments: withInline(bodies.attachments, html),
    root,
    partly: [...meter.met],
    suspicious: [
      ...new Set([...people.suspicious, ...suspicionsOf(headers, people.lists, source.bareCr || hasBareCr(source.bytes, root))]),
    ],
  }
}

/** Bare CR as the line end (old Macintosh, mails/sisimai-cr-only) is read as LF; inside other mails it is a trick. */
function withLineFeeds(bytes: Buffer): { bytes: Buffer; bareCr: boolean } {
  if (bytes.indexOf(0x0a) !== -1 || bytes.indexOf(0x0d) === -1) return { bytes, bareCr: false }
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(0x0d); at !== -1; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x0a
  return { bytes: copy, bareCr: true }
}

/** A carriage return without its line feed in the headers: to one reader a line ends there, to another it goes on. */
function hasBareCr(bytes: Buffer, root: MimePart): boolean {
  const end = root.raw.byteOffset - bytes.byteOffset
  for (let at = bytes.indexOf(0x0d); at !== -1 && at < end; at = bytes.indexOf(0x0d, at + 1)) if (bytes[at + 1] !== 0x0a) return true
  return false
}

const peopleHeaders = {
  from: 'from',
  sender: 'sender',
  replyTo: 'reply-to',
  to: 'to',
  cc: 'cc',
  bcc: 'bcc',
} as const
type People = { [key in keyof typeof peopleHeaders]: readonly Address[] }

function readPeople(headers: readonly Header[], meter: Meter): { lists: People; suspicious: readonly Suspicion[] } {
  const lists = {} as { -readonly [key in keyof typeof peopleHeaders]: readonly Address[] }
  let suspicious: readonly Suspicion[] = []
  for (const [key, name] of Object.entries(peopleHeaders) as [keyof People, string][]) {
    const list = readList(headers, name, meter)
    lists[key] = list.addresses
    if (key === 'from') suspicious = list.suspicious
  }
  return { lists, suspicious }
}

function readList(headers: readonly Header[], name: string, meter: Meter): AddressList {
  const values = headerValues(headers, name)
  const list = readAddresses(name === 'from' ? (values[0] ?? '') : values.join(', '), meter.limits.addresses)
  if (list.cut) meter.met.add('addresses')
  return list
}

function subjectOf(headers: readonly Header[]): string {
  return decodeWords(headerValue(headers, 'subject') ?? '')
    .replace(/[\r\n\t]+/g, ' ')
    .trim()
}

const isBlank = (text: string | undefined) => text === undefined || text.trim() === ''

/** Some programs send the two forms of a text as if they were two texts. */
function asOneText(texts: readonly BodyText[], meter: Meter): readonly BodyText[] {
  const [{ plain, html: both } = {}, { html, plain: other } = {}] = texts
  if (texts.length !== 2 || plain === undefined || both !== undefined || html === undefined || other !== undefined) return texts
  return bare(htmlToText(html, meter.limits.text)) === bare(plain) ? [{ plain, html }] : texts
}
const bare = (text: string) => text.replace(/\s+/g, '')

/** The whole mail as HTML, where any of it is: what stands between as plain text keeps its place. */
function htmlOf(texts: readonly BodyText[]): string {
  if (texts.every(({ html }) => html === undefined)) return ''
  return texts
    .filter(({ plain, html }) => html !== undefined || !isBlank(plain))
    .map(({ plain, html }) => html ?? `<div>${escapeHtml(plain!).replace(/\r?\n/g, '<br>')}</div>`)
    .join('\n')
}

function textOf(texts: readonly BodyText[], meter: Meter): Pick<ReadMail, 'text' | 'textFrom'> {
  if (texts.every(({ plain }) => isBlank(plain))) return textOfHtml(texts, meter)
  const pieces: string[] = []
  let room = meter.limits.text
  for (const { plain, html } of texts) {
    const isHtml = html !== undefined && isBlank(plain)
    pieces.push(isHtml ? (room > 0 ? fromHtml(html, meter, room) : '') : (plain ?? ''))
    room -= pieces.at(-1)!.length
  }
  const textFrom = texts.some(({ plain, html }) => isBlank(plain) && html !== undefined) ? 'html' : 'plain'
  return { text: cutText(pieces.join('\n'), meter.limits.text), textFrom }
}

function textOfHtml(texts: readonly BodyText[], meter: Meter): Pick<ReadMail, 'text' | 'textFrom'> {
  const html = texts.flatMap(({ html }) => html ?? []).join('\n')
  if (html === '') return { text: texts.map(({ plain }) => plain ?? '').join('\n'), textFrom: texts.length > 0 ? 'plain' : 'none' }
  return { text: fromHtml(html, meter, meter.limits.text), textFrom: 'html' }
}

function fromHtml(html: string, meter: Meter, limit: number): string {
  const made = htmlToText(html, limit)
  if (made.length > limit) meter.met.add('text')
  return cutText(made, limit)
}

/** Message-IDs of a header, tolerant: with or without angle brackets, several in a row. */
export function idsOf(value: string | undefined): readonly string[] {
  if (!value) return []
  const bracketed = [...value.slice(0, 200_000).matchAll(/<([^<>]*)>/g)]
    .map((match) => match[1]!.replace(/\s+/g, ''))
    .filter((id) => id !== '')
  if (bracketed.length > 0) return bracketed
  return value
    .split(/[\s,]+/)
    .map((id) => id.replace(/^[<"']+|[>"']+$/g, ''))
    .filter((id) => id.includes('@') || (id !== '' && !value.includes(' ')))
}

/** The first and the last 50 (reliability B08). */
const ends = (ids: readonly string[]) => (ids.length <= 100 ? ids : [...ids.slice(0, 50), ...ids.slice(-50)])

/** Marks the pictures that the HTML shows in its text. */
function withInline(attachments: readonly Attachment[], html: string): readonly Attachment[] {
  if (!attachments.some(({ contentId }) => contentId)) return attachments
  const shown = new Set([...html.matchAll(/\bcid:([^"'\s<>)]{1,400})/gi)].map((match) => match[1]))
  return attachments.map((attachment) => (shown.has(attachment.contentId ?? '') ? { ...attachment, inline: true } : attachment))
}
