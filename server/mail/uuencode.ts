/** Files inside a text body: uuencode (POSIX) and yEnc. */
export interface InlineFile {
  readonly filename: string
  readonly content: Buffer
}

const uuBegin = /^begin [0-7]{3,4} (.{1,255})$/
const yBegin = /^=ybegin .*name=(.+)$/

/** Takes the files out of a text; linear, nothing is taken when there is no proper end. */
export function takeInlineFiles(text: string, bytes: () => Buffer): { readonly text: string; readonly files: readonly InlineFile[] } {
  if (!/^begin [0-7]{3,4} |^=ybegin /m.test(text)) return { text, files: [] }
  const lines = bytes().toString('latin1').split(/\r?\n/)
  const files: InlineFile[] = []
  const ranges: [number, number][] = []
  for (let at = 0; at < lines.length; at++) {
    const end = fileAt(lines, at, files)
    if (end === -1) continue
    ranges.push([at, end])
    at = end
  }
  const kept = text.split(/\r?\n/).filter((_, index) => !ranges.some(([from, to]) => index >= from && index <= to))
  return files.length > 0 ? { text: kept.join('\n'), files } : { text, files }
}

/** Reads a file that begins at line `at`; index of its last line, or -1. */
function fileAt(lines: readonly string[], at: number, files: InlineFile[]): number {
  const uu = uuBegin.exec(lines[at]!)
  const y = uu ? null : yBegin.exec(lines[at]!)
  const name = uu?.[1] ?? y?.[1]
  if (name === undefined) return -1
  const end = lines.findIndex((line, index) => index > at && (uu ? line === 'end' : line.startsWith('=yend')))
  if (end === -1) return -1
  const body = lines.slice(at + 1, end)
  files.push({ filename: name.trim(), content: uu ? uudecode(body) : ydecode(body) })
  return end
}

/** Decodes the lines between "begin" and "end". */
export function uudecode(lines: readonly string[]): Buffer {
  return Buffer.concat(lines.map(uuLine))
}

function uuLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63
  if (!line || length === 0) return Buffer.alloc(0)
  const out = Buffer.alloc(Math.ceil(length / 3) * 3)
  const value = (at: number) => ((at < line.length ? line.charCodeAt(at) : 32) - 32) & 63
  for (let from = 1, to = 0; to < length; from += 4, to += 3) {
    out[to] = (value(from) << 2) | (value(from + 1) >> 4)
    out[to + 1] = ((value(from + 1) & 15) << 4) | (value(from + 2) >> 2)
    out[to + 2] = ((value(from + 2) & 3) << 6) | value(from + 3)
  }
  return out.subarray(0, length)
}

function ydecode(lines: readonly string[]): Buffer {
  const bytes: number[] = []
  for (const line of lines) {
    if (line.startsWith('=ypart ')) continue
    for (let at = 0; at < line.length; at++) {
      const escaped = line[at] === '='
      if (escaped) at++
      bytes.push((line.charCodeAt(at) - 42 - (escaped ? 64 : 0)) & 255)
    }
  }
  return Buffer.from(bytes)
}
