import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import type { Context, Hono } from 'hono'
import { built } from './built'
import { typeOf } from './file-types'

interface BuiltFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
  /** Encoding → as it was compressed by the build, best first. */
  readonly compressed: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
}

const encodings: Readonly<Record<string, string>> = { br: '.br', gzip: '.gz' }

/**
 * Serves all files of a folder that scripts/build.mjs made below a path ('/outlook/'), with what `headersOf` says of each. Read once:
 * only names that were in the folder then are answered, whatever a path says.
 */
export function serveBuiltFolder(
  root: Hono,
  path: `/${string}/`,
  folder: string,
  headersOf: (name: string) => Readonly<Record<string, string>>,
): void {
  let files: ReadonlyMap<string, BuiltFile> | null = null
  root.get(`${path}*`, (c) => {
    files ??= filesOf(folder)
    const name = c.req.path.slice(path.length)
    const file = files.get(name)
    if (!file) throw new Problem('not-found', { path: c.req.path.slice(0, 200) })
    return answerFile(c, file, headersOf(name))
  })
}

function answerFile(c: Context, { bytes, type, etag, compressed }: BuiltFile, more: Readonly<Record<string, string>>): Response {
  const headers: Record<string, string> = { ...more, ETag: etag, ...(compressed.size > 0 ? { Vary: 'Accept-Encoding' } : {}) }
  if (isKnown(c.req.header('If-None-Match'), etag)) return new Response(null, { status: 304, headers })
  const encoding = [...compressed.keys()].find((one) => isTaken(c.req.header('Accept-Encoding'), one))
  const body = encoding === undefined ? bytes : compressed.get(encoding)!
  if (encoding !== undefined) headers['Content-Encoding'] = encoding
  return new Response(body, { headers: { ...headers, 'Content-Type': type, 'Content-Length': String(body.length) } })
}

const isKnown = (asked: string | undefined, etag: string) =>
  (asked ?? '').split(',').some((one) => one.trim() === etag || one.trim() === '*')

/** RFC 9110 section 12.5.3, without weights but the one that refuses. */
const isTaken = (asked: string | undefined, encoding: string) =>
  (asked ?? '').split(',').some((one) => {
    const [name, weight = ''] = one.split(';')
    return name!.trim().toLowerCase() === encoding && !/^\s*q=0(?:\.0*)?\s*$/.test(weight)
  })

function filesOf(folder: string): ReadonlyMap<string, BuiltFile> {
  const at = built(folder)
  if (at === null) return new Map()
  const names = readdirSync(at, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => statSync(join(at, name)).isFile())
  return new Map(names.filter((name) => !/\.(?:br|gz)$/.test(name)).map((name) => [name, fileOf(at, name, names)]))
}

function fileOf(folder: string, name: string, names: readonly string[]): BuiltFile {
  const read = (one: string) => new Uint8Array(readFileSync(join(folder, one)))
  const bytes = read(name)
  const compressed = Object.entries(encodings).flatMap(([encoding, ending]) =>
    names.includes(name + ending) ? [[encoding, read(name + ending)] as const] : [],
  )
  // Weak: the same file in another encoding is the same file.
  const etag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { bytes, type: typeOf(name), etag, compressed: new Map(compressed) }
}
