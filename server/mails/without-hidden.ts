const LF = 0x0a
const CR = 0x0d
/** Who else got it is for the sender's eyes alone (RFC 5322 section 3.6.3); Resent-Bcc the same of a redirect (section 3.6.6). */
const hidden = /^(?:resent-)?bcc[ \t]*:/i

/** The mail without its Bcc lines, folded ones with all that belongs to them; every other byte as it is (reliability D27). */
export function withoutHidden(bytes: Uint8Array): Uint8Array {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = []
  let body = 0
  let dropping = false
  for (const line of headerLines(source)) {
    const start = line.subarray(0, 40).toString('latin1')
    if (!/^[ \t]/.test(start)) dropping = hidden.test(start)
    if (!dropping) kept.push(line)
    body += line.length
  }
  return Buffer.concat([...kept, source.subarray(body)])
}

/** Up to the first blank line behind one that is none; a line ends with LF, in mails of old Macintoshes with CR. */
function* headerLines(source: Buffer): Generator<Buffer> {
  const end = source.includes(LF) ? LF : CR
  let begun = false
  for (let at = 0; at < source.length; ) {
    const found = source.indexOf(end, at)
    const line = source.subarray(at, found === -1 ? source.length : found + 1)
    const blank = line.every((byte) => byte === LF || byte === CR)
    if (blank && begun) return
    begun ||= !blank
    yield line
    at += line.length
  }
}
