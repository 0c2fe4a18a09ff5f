import { decodeText } from './charset'
import { headerValue } from './headers'
import { cutText, type Meter } from './limits'
import { encodingOf } from './mime-tree'
import { readStructured } from './parameters'
import type { Attachment, MimePart } from './read-mail'
import { decodeTnef, isTnef } from './tnef'
import { takeInlineFiles, uudecodePart } from './uuencode'

/** What the leaves of the tree are to a reader: texts to read, in the order of the mail, and files. */
export interface Bodies {
  readonly texts: readonly BodyText[]
  readonly attachments: readonly Attachment[]
}

/** One text, in the forms in which the sender gave it. */
export interface BodyText {
  readonly plain?: string
  readonly html?: string
}

interface Found {
  readonly attachments: Attachment[]
  /** What winmail.dat has for a text. */
  readonly winmail: BodyText[]
}

export function collectBodies(root: MimePart, meter: Meter): Bodies {
  const found: Found = { attachments: [], winmail: [] }
  const texts = collect(root, found, meter, false)
  const [winmail] = found.winmail
  return { texts: winmail ? [beside(texts, winmail)] : texts, attachments: found.attachments }
}

function collect(part: MimePart, found: Found, meter: Meter, inRelated: boolean): readonly BodyText[] {
  if (part.children.length > 0 && part.contentType.startsWith('multipart/')) {
    const root = part.contentType === 'multipart/related' ? rootOf(part) : null
    const texts = part.children.flatMap((child) => collect(child, found, meter, root !== null && child !== root))
    return part.contentType === 'multipart/alternative' ? asOne(texts) : texts
  }
  const filename = filenameOf(part)
  if (isBodyText(part, filename, inRelated)) return [bodyText(part, found, meter)]
  addFile(part, filename, found, meter)
  return []
}

/** The part that the others belong to (RFC 2387 §3.2): named by its Content-ID, else the first. */
function rootOf(related: MimePart): MimePart {
  const start = related.parameters.start?.replace(/^<|>$/g, '')
  return related.children.find((child) => start !== undefined && contentIdOf(child) === start) ?? related.children[0]!
}

const isBlank = (text: string | undefined) => text === undefined || text.trim() === ''
const plainOf = (texts: readonly BodyText[]) => texts.flatMap(({ plain }) => plain ?? []).join('\n')
const htmlOf = (texts: readonly BodyText[]) => texts.flatMap(({ html }) => html ?? []).join('\n')

/** Two forms of one text; where there is one form only, its parts stay as they are. */
function asOne(texts: readonly BodyText[]): readonly BodyText[] {
  const both = texts.some(({ plain }) => !isBlank(plain)) && texts.some(({ html }) => !isBlank(html))
  return both ? [{ plain: plainOf(texts), html: htmlOf(texts) }] : texts
}

/** The forms that the mail itself has not. */
function beside(texts: readonly BodyText[], winmail: BodyText): BodyText {
  const own = { plain: plainOf(texts), html: htmlOf(texts) }
  const plain = isBlank(own.plain) ? (winmail.plain ?? own.plain) : own.plain
  const html = isBlank(own.html) ? winmail.html : own.html
  return html === undefined ? { plain } : { plain, html }
}

/** A text is read unless a Content-Disposition makes it a file (`inline; filename` does); a mere `name=` of the type does not. */
function isBodyText(part: MimePart, filename: string | null, inRelated: boolean): boolean {
  if (part.disposition === 'attachment') return false
  if (part.contentType !== 'text/plain' && part.contentType !== 'text/html') return false
  if (inRelated && headerValue(part.headers, 'content-id') !== undefined) return false
  return filename === null || part.disposition === null
}

function bodyText(part: MimePart, found: Found, meter: Meter): BodyText {
  if (part.contentType === 'text/html') return { html: textOf(part, meter.limits.html, meter, 'html') }
  const { text, files } = takeInlineFiles(textOf(part, meter.limits.text, meter, 'text'), () => part.decoded())
  for (const { filename, content } of files) {
    push(found, meter, {
      filename,
      contentType: 'application/octet-stream',
      size: content.length,
      contentId: null,
      inline: false,
      origin: 'text',
      path: part.path,
      content: () => content,
    })
  }
  return { plain: unflowed(part, text) }
}

function textOf(part: MimePart, limit: number, meter: Meter, name: 'text' | 'html'): string {
  const bytes = isReallyBase64(part) ? part.decoded() : part.raw
  if (bytes.length > limit * 2) meter.met.add(name)
  const text = decodeText(bytes.length > limit * 2 ? bytes.subarray(0, limit * 2) : bytes, part.parameters.charset)
  if (text.length > limit) meter.met.add(name)
  return cutText(text, limit)
}

const longerThanWords = 40

/** False of a text that is called base64 and stands there as it is: its first line has other signs, or no whole number of quanta. */
function isReallyBase64({ headers, raw }: MimePart): boolean {
  if (encodingOf(headers) !== 'base64') return true
  const [first = ''] = Buffer.from(raw.subarray(0, 2_000))
    .toString('latin1')
    .trimStart()
    .split(/\s*\r?\n/, 1)
  if (!/^[\w+/=-]*$/.test(first)) return false
  return first.length % 4 === 0 || first.length >= longerThanWords || Buffer.from(raw).toString('latin1').trim() === first
}

/** RFC 3676: soft breaks joined, stuffing blank off. */
function unflowed(part: MimePart, text: string): string {
  if (part.parameters.format?.toLowerCase() !== 'flowed') return text
  const deleteSpace = part.parameters.delsp?.toLowerCase() === 'yes'
  const out: string[] = []
  let open: string | null = null
  for (const line of text.split(/\r?\n/)) {
    const quoted = line.startsWith('>')
    const content: string = !quoted && line.startsWith(' ') ? line.slice(1) : line
    const soft = content.endsWith(' ') && content !== '-- '
    if (open !== null && !quoted && content !== '-- ') open += content
    else {
      if (open !== null) out.push(open)
      open = content
    }
    if (soft && !quoted) open = deleteSpace ? open.slice(0, -1) : open
    else {
      out.push(open)
      open = null
    }
  }
  if (open !== null) out.push(open)
  return out.join('\n')
}

/** Name as the mail gives it, from Content-Disposition, else Content-Type; null when it has none. */
export function filenameOf(part: MimePart): string | null {
  const disposition = headerValue(part.headers, 'content-disposition')
  const name = (disposition ? readStructured(disposition).parameters.filename : undefined) ?? part.parameters.name
  const clean = name?.replace(/[\r\n]+\s*/g, ' ').trim()
  return clean ? clean : null
}

function addFile(part: MimePart, filename: string | null, found: Found, meter: Meter): void {
  const contentType = part.contentType
  const content = () => contentOf(part)
  push(found, meter, {
    filename,
    contentType,
    size: content().length,
    contentId: contentIdOf(part),
    inline: false,
    origin: 'part',
    path: part.path,
    content,
  })
  if (contentType === 'application/ms-tnef' || filename?.toLowerCase() === 'winmail.dat') addTnef(part, found, meter)
}

const contentOf = (part: MimePart): Uint8Array => (encodingOf(part.headers) === 'uuencode' ? uudecodePart(part.raw) : part.decoded())

function contentIdOf(part: MimePart): string | null {
  return headerValue(part.headers, 'content-id')?.trim().replace(/^<|>$/g, '') ?? null
}

/** Outlook's winmail.dat: its files stand behind it, and its body where the mail has none of its own. */
function addTnef(part: MimePart, found: Found, meter: Meter): void {
  const bytes = part.decoded()
  if (!isTnef(bytes)) return
  const tnef = decodeTnef(bytes)
  if (tnef.html || tnef.text) found.winmail.push({ ...(tnef.text ? { plain: tnef.text } : {}), ...(tnef.html ? { html: tnef.html } : {}) })
  for (const file of tnef.files) {
    push(found, meter, {
      ...file,
      size: file.content.length,
      inline: false,
      origin: 'winmail',
      path: part.path,
      content: () => file.content,
    })
  }
}

function push({ attachments }: Found, meter: Meter, attachment: Attachment): void {
  if (attachments.length >= meter.limits.attachments) meter.met.add('attachments')
  else attachments.push(attachment)
}
