import { decodeText } from './charset'
import { text as mapiText, readMapiProperties } from './mapi'
import { rtfToText } from './rtf'

/** Outlook's winmail.dat ([MS-OXTNEF]): files with their long names, and the body where the mail has none of its own. */
export interface Tnef {
  readonly files: readonly TnefFile[]
  readonly text: string
  readonly html: string
}
export interface TnefFile {
  readonly filename: string | null
  readonly contentType: string
  readonly contentId: string | null
  readonly content: Buffer
}

const signature = 0x223e9f78
const maxFiles = 500
/** Streams within streams; deeper ones stay files. */
const maxDepth = 10

export const isTnef = (bytes: Uint8Array) =>
  bytes.length > 6 && Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE(0) === signature

const attribute = {
  body: 0x800c,
  messageProps: 0x9003,
  attachTitle: 0x8010,
  attachData: 0x800f,
  attachProps: 0x9005,
  attachRendering: 0x9002,
  codepage: 0x9007,
}
const property = {
  rtf: 0x1009,
  body: 0x1000,
  html: 0x1013,
  attachData: 0x3701,
  longName: 0x3707,
  name: 0x3704,
  displayName: 0x3001,
  mimeTag: 0x370e,
  contentId: 0x3712,
}

interface OpenFile {
  title: string | null
  longName: string | null
  mimeTag: string | null
  contentId: string | null
  content: Buffer | null
}

/** Reads as far as the stream is whole; garbage at the end loses nothing that came before. */
export function decodeTnef(bytes: Uint8Array): Tnef {
  return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0)
}

const read = (bytes: Buffer, depth: number): Tnef => new TnefReader(bytes, depth).read()

class TnefReader {
  private readonly bytes: Buffer
  private readonly files: OpenFile[] = []
  private charset = 'windows-1252'
  private plain = ''
  private html = ''
  private rtf = ''
  private readonly depth: number
  constructor(bytes: Buffer, depth: number) {
    this.bytes = bytes
    this.depth = depth
  }

  read(): Tnef {
    let at = 6
    while (at + 11 <= this.bytes.length) {
      const id = this.bytes.readUInt16LE(at + 1)
      const length = this.bytes.readUInt32LE(at + 5)
      const start = at + 9
      if (start + length > this.bytes.length) {
        this.take(id, this.bytes.subarray(start))
        break
      }
      this.take(id, this.bytes.subarray(start, start + length))
      at = start + length + 2
    }
    return { files: this.finished(), text: this.plain || rtfToText(this.rtf), html: this.html }
  }

  private take(id: number, value: Buffer): void {
    if (id === attribute.codepage && value.length >= 4) this.charset = `windows-${value.readUInt32LE(0)}`
    else if (id === attribute.attachRendering) this.open()
    else if (id === attribute.attachTitle) this.file().title = this.string(value)
    else if (id === attribute.attachData) this.file().content ??= value
    else if (id === attribute.attachProps) this.fileProperties(value)
    else if (id === attribute.body) this.plain ||= this.string(value)
    else if (id === attribute.messageProps) this.messageProperties(value)
  }

  private string(value: Buffer): string {
    const end = value.indexOf(0)
    return decodeText(end === -1 ? value : value.subarray(0, end), this.charset)
  }

  private open(): void {
    if (this.files.length < maxFiles) this.files.push({ title: null, longName: null, mimeTag: null, contentId: null, content: null })
  }

  private file(): OpenFile {
    if (this.files.length === 0) this.open()
    return this.files.at(-1)!
  }

  private fileProperties(value: Buffer): void {
    const properties = readMapiProperties(value)
    const file = this.file()
    const string = (id: number) => mapiText(properties.get(id), this.charset)
    file.longName = string(property.longName) ?? string(property.displayName) ?? string(property.name)
    file.mimeTag = string(property.mimeTag)
    file.contentId = string(property.contentId)
    const data = properties.get(property.attachData)
    if (data) file.content = data.type === 0x000d ? data.value.subarray(16) : data.value
  }

  private messageProperties(value: Buffer): void {
    const properties = readMapiProperties(value)
    this.plain ||= mapiText(properties.get(property.body), this.charset) ?? ''
    const html = properties.get(property.html)
    if (html) this.html = html.type === 0x0102 ? decodeText(html.value, this.charset) : (mapiText(html, this.charset) ?? '')
    const rtf = properties.get(property.rtf)
    if (rtf) this.rtf = Buffer.from(rtf.value).toString('latin1')
  }

  /** An embedded message (PR_ATTACH_DATA_OBJ holding TNEF) gives its own files. */
  private finished(): TnefFile[] {
    return this.files.flatMap((file) => {
      const content = file.content ?? Buffer.alloc(0)
      if (this.depth < maxDepth && isTnef(content)) {
        const inner = read(content, this.depth + 1).files
        if (inner.length > 0) return inner
      }
      return [
        {
          filename: file.longName ?? file.title,
          contentType: file.mimeTag?.toLowerCase() ?? 'application/octet-stream',
          contentId: file.contentId,
          content,
        },
      ]
    })
  }
}
