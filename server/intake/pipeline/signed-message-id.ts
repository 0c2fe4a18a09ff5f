import { createHmac, timingSafeEqual } from 'node:crypto'

/** `pa1.<unique>.<26 signs of base32>@domain`: key version, any unique text, HMAC-SHA-256 cut to 130 bit. */
const shape = /^pa1\.([a-z0-9-]{8,64})\.([a-z2-7]{26})@([a-z0-9.-]{1,253})$/

/** Message-ID of a mail that we send: an answer that names it proves its thread. */
export function signedMessageId(unique: string, domain: string, key: string): string {
  return `pa1.${unique}.${sign(`${unique}@${domain}`, key)}@${domain}`
}

/** Constant time; false for every other id. */
export function verifiedMessageId(id: string, key: string): boolean {
  const match = shape.exec(id.toLowerCase())
  if (!match || key === '') return false
  const expected = Buffer.from(sign(`${match[1]}@${match[3]}`, key))
  return timingSafeEqual(expected, Buffer.from(match[2]!))
}

function sign(text: string, key: string): string {
  return base32(createHmac('sha256', key).update(`message-id|${text}`).digest()).slice(0, 26)
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}
