import { type AddressList, readAddresses } from './addresses'
import { collectBodies } from './bodies'
import { readDate } from './dates'
import { decodeWords } from './encoded-words'
import { headerValue, headerValues } from './headers'
import { htmlToText } from './html-text'
import { defaultLimits, type Limits, Meter } from './limits'
import { readTree } from './mime-tree'
import { readStructured } from './parameters'
import type { Address, Attachment, Header, ReadMail, Suspicion } from './read-mail'

/** Reads a mail from its bytes. Never throws for what a mail says; limits that were met stand in `partly`. */
export function readMail(bytes: Uint8Array, options: { readonly limits?: Limits } = {}): ReadMail {
  const meter = new Meter(options.limits ?? defaultLimits)
  const source = withLineFeeds(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const root = readTree(source.bytes, meter)
  const { headers } = root
  const bodies = collectBodies(root, meter)
  const html = bodies.html.join('\n')
  const people = readPeople(headers, meter)
  const text = textOf(bodies.plain, html, meter)
  return {
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
    attachments: bodies.attachments.map((attachment) => withInline(attachment, html)),
    root,
    partly: [...meter.met],
    suspicious: [...new Set([...people.suspicious, ...suspicionsOf(headers, people.lists.from, source.bareCr)])],
  }
}

/** Bare CR as the line end (old Macintosh, mails/sisimai-cr-only) is read as LF; inside other mails it is a trick. */
function withLineFeeds(bytes: Buffer): { bytes: Buffer; bareCr: boolean } {
  if (bytes.indexOf(0x0a) !== -1 || bytes.indexOf(0x0d) === -1) return { bytes, bareCr: false }
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf(0x0d); at !== -1; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x0a
  return { bytes: copy, bareCr: true }
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

function textOf(plain: readonly string[], html: string, meter: Meter): Pick<ReadMail, 'text' | 'textFrom'> {
  const text = plain.join('\n')
  if (text.trim() !== '') return { text, textFrom: 'plain' }
  if (html === '') return { text, textFrom: plain.length > 0 ? 'plain' : 'none' }
  return { text: htmlToText(html, meter.limits.html), textFrom: 'html' }
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

function withInline(attachment: Attachment, html: string): Attachment {
  const inline = attachment.contentId !== null && attachment.contentId !== '' && html.includes(`cid:${attachment.contentId}`)
  return inline ? { ...attachment, inline } : attachment
}

const onceOnly = ['from', 'subject', 'date', 'message-id', 'content-type', 'sender', 'reply-to', 'to']

function suspicionsOf(headers: readonly Header[], from: readonly Address[], bareCr: boolean): Suspicion[] {
  const found: Suspicion[] = []
  const repeated = onceOnly.filter((name) => new Set(headerValues(headers, name)).size > 1)
  if (repeated.includes('from') || from.length > 1) found.push('several-from')
  if (repeated.length > 0) found.push('repeated-header')
  if (from.length === 0 || from[0]!.address === '') found.push('no-from')
  if (headers.some((header) => header.value.includes('\0'))) found.push('nul-byte')
  if (bareCr) found.push('bare-cr')
  const type = headerValue(headers, 'content-type')
  if (type && readStructured(type).repeated.length > 0) found.push('repeated-parameter')
  return found
}
