import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Problem } from '@postakte/shared/model/problem'
import iconv from 'iconv-lite'

export type Encoding = 'UTF-8' | 'UTF-16' | 'windows-1252'

/** A text of any size in whatever encoding the exporting program wrote it; read anew from the start with each `text()`. */
export interface TextFile {
  readonly path: string
  readonly encoding: Encoding
  /** The first 64 kB, without a byte order mark. */
  readonly head: string
  text(): AsyncIterable<string>
}

const headBytes = 64 * 1024

export async function openText(path: string): Promise<TextFile> {
  const head = await headOf(path)
  const charset = byMark(head) ?? ((await isUtf8(path)) ? 'utf-8' : 'windows-1252')
  if (!charset.startsWith('utf-16') && head.includes(0)) throw new Problem('contacts-not-csv', { path })
  if (head.length === 0) throw new Problem('contacts-empty', { path })
  return { path, encoding: spoken[charset]!, head: iconv.decode(head, charset), text: () => decoded(path, charset) }
}

const spoken: Readonly<Record<string, Encoding>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'windows-1252',
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: unknown) => {
    throw new Problem('file-not-found', { path }, error)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    throw new Problem('file-not-found', { path }, error)
  } finally {
    await file.close()
  }
}

/** Excel's "Unicode text" is UTF-16 with a byte order mark. */
function byMark(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

/** The whole file is looked at: one umlaut in line 900,000 decides as well as one in line 2. */
async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) decoder.decode(chunk as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function* decoded(path: string, charset: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(charset)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield decoder.write(chunk as Buffer)
  yield decoder.end() ?? ''
}
