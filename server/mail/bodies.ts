import { decodeText } from './charset'
import { headerValue } from './headers'
import { cutText, type Meter } from './limits'
import { encodingOf } from './mime-tree'
import { readStructured } from './parameters'
import type { Attachment, MimePart } from './read-mail'
import { decodeTnef, isTnef } from './tnef'
import { takeInlineFiles, uudecodePart } from './uuencode'

/** What the leaves of the tree are to a reader: texts to read, and files. */
export interface Bodies {
  readonly plain: string[]
  readonly html: string[]
  readonly attachments: Attachment[]
}

export function collectBodies(root: MimePart, meter: Meter): Bodies {
  const bodies: Bodies = { plain: [], html: [], attachments: [] }
  collect(root, bodies, meter, false)
  return bodies
}

function collect(part: MimePart, bodies: Bodies, meter: Meter, inRelated: boolean): void {
  if (part.children.length > 0 && part.contentType.startsWith('multipart/')) {
    const related = part.contentType === 'multipart/related'
    for (const [index, child] of part.children.entries()) collect(child, bodies, meter, related && index > 0)
    return
  }
  const filename = filenameOf(part)
  if (isBodyText(part, filename, inRelated)) addText(part, bodies, meter)
  else addFile(part, filename, bodies, meter)
}

/** A text is read unless a Content-Disposition makes it a file (`inline; filename` does); a mere `name=` of the type does not. */
function isBodyText(part: MimePart, filename: string | null, inRelated: boolean): boolean {
  if (part.disposition === 'attachment') return false
  if (part.contentType !== 'text/plain' && part.contentType !== 'text/html') return false
  if (inRelated && headerValue(part.headers, 'content-id') !== undefined) return false
  return filename === null || part.disposition === null
}

function addText(part: MimePart, bodies: Bodies, meter: Meter): void {
  if (part.contentType === 'text/html') {
    bodies.html.push(textOf(part, meter.limits.html, meter, 'html'))
    return
  }
  const { text, files } = takeInlineFiles(textOf(part, meter.limits.text, meter, 'text'), () => part.decoded())
  bodies.plain.push(unflowed(part, text))
  for (const { filename, content } of files) {
    push(bodies, meter, {
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
}

function textOf(part: MimePart, limit: number, meter: Meter, name: 'text' | 'html'): string {
  const bytes = part.decoded()
  if (bytes.length > limit * 2) meter.met.add(name)
  const text = decodeText(bytes.length > limit * 2 ? bytes.subarray(0, limit * 2) : bytes, part.parameters.charset)
  if (text.length > limit) meter.met.add(name)
  return cutText(text, limit)
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

function addFile(part: MimePart, filename: string | null, bodies: Bodies, meter: Meter): void {
  const contentType = part.contentType
  const content = () => contentOf(part)
  push(bodies, meter, {
    filename,
    contentType,
    size: content().length,
    contentId: contentIdOf(part),
    inline: false,
    origin: 'part',
    path: part.path,
    content,
  })
  if (contentType === 'application/ms-tnef' || filename?.toLowerCase() === 'winmail.dat') addTnef(part, bodies, meter)
}

const contentOf = (part: MimePart): Uint8Array => (encodingOf(part.headers) === 'uuencode' ? uudecodePart(part.raw) : part.decoded())

function contentIdOf(part: MimePart): string | null {
  return headerValue(part.headers, 'content-id')?.trim().replace(/^<|>$/g, '') ?? null
}

/** Outlook's winmail.dat: its files stand behind it, and its body where the mail has none of its own. */
function addTnef(part: MimePart, bodies: Bodies, meter: Meter): void {
  const bytes = part.decoded()
  if (!isTnef(bytes)) return
  const tnef = decodeTnef(bytes)
  if (tnef.html && bodies.html.length === 0) bodies.html.push(tnef.html)
  if (tnef.text && bodies.plain.every((text) => text.trim() === '')) bodies.plain.push(tnef.text)
  for (const file of tnef.files) {
    push(bodies, meter, {
      ...file,
      size: file.content.length,
      inline: false,
      origin: 'winmail',
      path: part.path,
      content: () => file.content,
    })
  }
}

function push(bodies: Bodies, meter: Meter, attachment: Attachment): void {
  if (bodies.attachments.length >= meter.limits.attachments) meter.met.add('attachments')
  else bodies.attachments.push(attachment)
}
