/** Takes the Content-Transfer-Encoding off (RFC 2045 §6), tolerant: what is not of the alphabet is skipped. */
export function transferDecode(raw: Uint8Array, encoding: string): Uint8Array {
  switch (encoding) {
    case 'base64':
      return decodeBase64(raw)
    case 'quoted-printable':
      return decodeQuotedPrintable(raw)
    default:
      return raw
  }
}

/** Node's decoder skips line ends and blanks but stops at '='; a body that goes on behind it is decoded by hand. */
export function decodeBase64(raw: Uint8Array): Buffer {
  const padding = raw.indexOf(0x3d)
  if (padding !== -1 && !onlyPadding(raw, padding)) return decodeBase64Runs(raw)
  return Buffer.from(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1'), 'base64')
}

function onlyPadding(raw: Uint8Array, from: number): boolean {
  for (let at = from; at < raw.length; at++) if (base64Value[raw[at]!]! >= 0) return false
  return true
}

const base64Value = new Int8Array(256).fill(-1)
for (const [value, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  base64Value[char.charCodeAt(0)] = value
base64Value['-'.charCodeAt(0)] = 62
base64Value['_'.charCodeAt(0)] = 63

/** Several base64 runs in one body, each with its own padding: '=' ends a run, the next begins afresh. */
function decodeBase64Runs(raw: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(Math.ceil(raw.length * 0.75) + 3)
  let length = 0
  let bits = 0
  let held = 0
  for (const byte of raw) {
    if (byte === 0x3d) bits = 0
    const value = base64Value[byte]!
    if (value < 0) continue
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out[length++] = (held >> bits) & 255
  }
  return out.subarray(0, length)
}

const hexValue = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit++) {
  hexValue[digit.toString(16).charCodeAt(0)] = digit
  hexValue[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

/** RFC 2045 §6.7; blanks before a line end are the transport's and go, a broken '=' stays as it is. */
export function decodeQuotedPrintable(raw: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(raw.length)
  let length = 0
  /** End of what must not be trimmed: the last byte that came out of an escape or is not blank. */
  let kept = 0
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at]!
    if (byte === 0x0a || byte === 0x0d) {
      length = kept
      out[length++] = byte
      kept = length
      continue
    }
    if (byte !== 0x3d) {
      out[length++] = byte
      if (byte !== 0x20 && byte !== 0x09) kept = length
      continue
    }
    const high = hexValue[raw[at + 1] ?? 0]!
    const low = hexValue[raw[at + 2] ?? 0]!
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      kept = length
      at += 2
      continue
    }
    const end = softBreakEnd(raw, at + 1)
    if (end >= 0) {
      kept = length
      at = end
      continue
    }
    out[length++] = byte
    kept = length
  }
  return out.subarray(0, length)
}

/** Index of the last byte of a soft line break that begins after '='; -1 when there is none. */
function softBreakEnd(raw: Uint8Array, from: number): number {
  let at = from
  while (at < raw.length && (raw[at] === 0x20 || raw[at] === 0x09)) at++
  if (at >= raw.length) return raw.length
  if (raw[at] === 0x0a) return at
  if (raw[at] === 0x0d) return raw[at + 1] === 0x0a ? at + 1 : at
  return -1
}
