import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const mac = (secretKey: string, userId: number, nonce: string) =>
  createHmac('sha256', secretKey).update(`device|${userId}|${nonce}`).digest()

/**
 * Marks a device from which a user signed in: guesses from elsewhere do not slow it down (OWASP, "Slow Down Online Guessing
 * Attacks with Device Cookies"). It opens nothing by itself, and whoever steals it is slowed down on its own account.
 */
export function newDevice(secretKey: string, userId: number): string {
  const nonce = randomBytes(16).toString('base64url')
  return `pk_${nonce}.${mac(secretKey, userId, nonce).toString('base64url')}`
}

/** The nonce of a mark that we gave to this user; null for any other. */
export function deviceOf(secretKey: string, userId: number, device: string): string | null {
  const [, nonce, code] = /^pk_([\w-]{22})\.([\w-]{43})$/.exec(device) ?? []
  if (!nonce || !code) return null
  const given = Buffer.from(code, 'base64url')
  const wanted = mac(secretKey, userId, nonce)
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? nonce : null
}
