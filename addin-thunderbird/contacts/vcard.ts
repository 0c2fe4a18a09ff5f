/** Names may hold whatever a stranger wrote; a line of its own must not come of it. */
const hidden = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu
const isAddress = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,255}$/u

/** A contact in Thunderbird's form (RFC 6350); null: it has no address that one could write to. */
export function vCard(name: string, address: string | null): string | null {
  if (address === null || !isAddress.test(address)) return null
  const lines = ['BEGIN:VCARD', 'VERSION:4.0', `FN:${text(name) || text(address)}`, `EMAIL;PREF=1:${text(address)}`, 'END:VCARD', '']
  return lines.join('\r\n')
}

/** RFC 6350 §3.4 */
const text = (value: string) =>
  value
    .replace(hidden, ' ')
    .trim()
    .slice(0, 200)
    .replace(/[\\,;]/g, '\\$&')
