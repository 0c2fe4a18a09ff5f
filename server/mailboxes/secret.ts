import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const keyOf = (secretKey: string) => createHash('sha256').update(`mailbox|${secretKey}`).digest()

/** AES-256-GCM: version, nonce, tag, text, in base64. */
export function seal(text: string, secretKey: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secretKey), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `1:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`
}

/** Throws when the key is another one or the text was touched. */
export function unseal(sealed: string, secretKey: string): string {
  const bytes = Buffer.from(sealed.replace(/^1:/, ''), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secretKey), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}
