/** Takes the encoding of yEnc 1.3 off; the lines "=ypart" are no part of the file. */
export function ydecode(body: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (byte === 0x0a || byte === 0x0d) continue
    if (byte !== 0x3d) {
      out[length++] = (byte - 42) & 255
      continue
    }
    if (body[at + 1] === 0x79 && startsLine(body, at)) {
      const lf = body.indexOf(0x0a, at)
      if (lf === -1) break
      at = lf
      continue
    }
    at++
    if (at < body.length) out[length++] = (body[at]! - 106) & 255
  }
  return out.subarray(0, length)
}

const startsLine = (body: Uint8Array, at: number) => at === 0 || body[at - 1] === 0x0a
