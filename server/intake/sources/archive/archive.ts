import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'

/** One mail of an archive; its place is its key, so that a second run takes nothing in twice. */
export interface ArchiveMail {
  readonly folder: string
  readonly at: bigint
  readonly receivedAt: Date
  readonly bytes: Buffer
}

/** mbox file, Maildir, or a folder of .eml files, by what stands there. */
export async function* readArchive(path: string): AsyncGenerator<ArchiveMail> {
  if (!existsSync(path)) throw new Problem('file-not-found', { path })
  if (statSync(path).isFile()) yield* readMbox(path)
  else if (existsSync(join(path, 'cur')) || existsSync(join(path, 'new'))) yield* readFiles(path, maildirFiles(path))
  else {
    const files = emlFiles(path)
    if (files.length === 0) throw new Problem('archive-empty', { path })
    yield* readFiles(path, files)
  }
}

const maildirFiles = (path: string) =>
  ['cur', 'new']
    .flatMap((part) => (existsSync(join(path, part)) ? readdirSync(join(path, part)).map((name) => join(path, part, name)) : []))
    .sort()

const emlFiles = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.eml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()

/** A Maildir file's flags behind ':' change; its unique name does not. */
async function* readFiles(folder: string, files: readonly string[]): AsyncGenerator<ArchiveMail> {
  for (const file of files)
    yield {
      folder: `${folder}/${basename(file).replace(/:2,.*$/, '')}`,
      at: 0n,
      receivedAt: statSync(file).mtime,
      bytes: readFileSync(file),
    }
}

const largestMail = 256 * 1024 * 1024
const separator = Buffer.from('\nFrom ')

/** mbox (RFC 4155): a line "From …" behind an empty one begins a mail; ">From " loses its mark. The place is the byte offset. */
async function* readMbox(path: string): AsyncGenerator<ArchiveMail> {
  let rest = Buffer.alloc(0)
  let offset = 0
  let first = true
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    rest = Buffer.concat([rest, chunk as Buffer])
    if (first && !rest.subarray(0, 5).equals(Buffer.from('From '))) throw new Problem('not-an-mbox', { path })
    first = false
    for (let next = nextStart(rest); next !== -1; next = nextStart(rest)) {
      yield mboxMail(path, offset, rest.subarray(0, next))
      offset += next
      rest = rest.subarray(next)
    }
    if (rest.length > largestMail) throw new Problem('mbox-mail-too-large', { path, offset: String(offset) })
  }
  if (rest.length > 0) yield mboxMail(path, offset, rest)
}

/** Start of the next mail, or -1. A line end before "From " must itself follow an empty line, as mbox writers leave it. */
function nextStart(bytes: Buffer): number {
  for (let at = bytes.indexOf(separator, 1); at !== -1; at = bytes.indexOf(separator, at + 1)) {
    const blank = bytes[at - 1] === 0x0a || (bytes[at - 1] === 0x0d && bytes[at - 2] === 0x0a)
    if (blank && /^From \S+.{0,40}\d{2}:\d{2}/.test(bytes.toString('latin1', at + 1, at + 100))) return at + 1
  }
  return -1
}

function mboxMail(path: string, offset: number, raw: Buffer): ArchiveMail {
  const lineEnd = raw.indexOf(0x0a)
  const date = new Date(raw.toString('latin1', 0, lineEnd).replace(/^From \S+\s+/, ''))
  const body = raw.subarray(lineEnd + 1)
  const bytes = body.indexOf('\n>From ') === -1 ? body : Buffer.from(body.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1')
  return {
    folder: path,
    at: BigInt(offset),
    receivedAt: Number.isNaN(date.getTime()) ? statSync(path).mtime : date,
    bytes: trimmed(bytes),
  }
}

/** The empty line before the next "From " is the format's, not the mail's. */
const trimmed = (bytes: Buffer) =>
  bytes.subarray(-2).equals(Buffer.from('\n\n'))
    ? bytes.subarray(0, -1)
    : bytes.subarray(-4).equals(Buffer.from('\r\n\r\n'))
      ? bytes.subarray(0, -2)
      : bytes
