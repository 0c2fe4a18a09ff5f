import { decodeText } from './charset'

const dictionary =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'
const maxOutput = 8_000_000

/** Takes the compression of [MS-OXRTFCP] off; a size that lies is bounded (reliability B13). */
export function decompressRtf(bytes: Buffer): string {
  if (bytes.length < 16) return ''
  const size = Math.min(bytes.readUInt32LE(4), maxOutput)
  const magic = bytes.toString('latin1', 8, 12)
  if (magic === 'MELA') return bytes.toString('latin1', 16, 16 + size)
  if (magic !== 'LZFu') return ''
  return inflate(bytes.subarray(16), size)
}

function inflate(input: Buffer, size: number): string {
  const window = Buffer.alloc(4096)
  window.write(dictionary, 'latin1')
  let write = dictionary.length
  const out = Buffer.alloc(size)
  let length = 0
  const put = (byte: number) => {
    window[write] = byte
    write = (write + 1) & 4095
    if (length < size) out[length++] = byte
  }
  for (let at = 0; at < input.length && length < size; ) {
    const control = input[at++]!
    for (let bit = 0; bit < 8 && at < input.length && length < size; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(input[at++]!)
        continue
      }
      if (at + 1 >= input.length) return out.toString('latin1', 0, length)
      const token = (input[at]! << 8) | input[at + 1]!
      at += 2
      const from = token >> 4
      if (from === write) return out.toString('latin1', 0, length)
      for (let step = 0; step < (token & 15) + 2; step++) put(window[(from + step) & 4095]!)
    }
  }
  return out.toString('latin1', 0, length)
}

/** Readable text of compressed RTF as it stands in TNEF; '' when it cannot be read. */
export function rtfToText(compressed: string): string {
  if (compressed === '') return ''
  const rtf = decompressRtf(Buffer.from(compressed, 'latin1'))
  const codePage = `windows-${/\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 2_000))?.[1] ?? '1252'}`
  return rtf
    .replace(/(\\[a-z]+-?\d*)[\r\n]+/gi, '$1 ')
    .replace(/[\r\n]+/g, '')
    .replace(/\{\\(?:fonttbl|colortbl|stylesheet|info|\*)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '')
    .replace(/\\(?:par|line)\b ?/g, '\n')
    .replace(/\\tab\b ?/g, '\t')
    .replace(/\\u(-?\d{1,6}) ?(?:\?|\\'[0-9a-f]{2})?/g, (_, code: string) => String.fromCharCode((Number(code) + 65536) % 65536))
    .replace(/(?:\\'[0-9a-f]{2})+/gi, (run) => decodeText(Buffer.from(run.replaceAll("\\'", ''), 'hex'), codePage))
    .replace(/\\[a-z]+-?\d* ?/gi, '')
    .replace(/\\([\\{}])/g, '$1')
    .replace(/[{}]/g, '')
    .trim()
}
