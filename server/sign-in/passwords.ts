import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '@postakte/shared/model/problem'

/** argon2id as OWASP's cheat sheet on password storage has it (2026): 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const present = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`

/** The same signs, however a keyboard composes them (an ü in one piece or in two). */
const typed = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(typed(password), cost)
/** Made with less work than today's. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(present)

/** Nobody's: whoever has no password is checked against it, so that an unknown login costs what a known one costs. */
let decoy: Promise<string> | null = null
const decoyHash = () => (decoy ??= hashPassword(randomBytes(32).toString('base64')))

export async function isRight(stored: string | null, password: string): Promise<boolean> {
  const nobodys = await decoyHash()
  return (await verify(stored ?? nobodys, typed(password))) && stored !== null
}

/** Length does it (NIST SP 800-63B §3.1.1.2): no rules on signs, but nothing that a guesser tries first. */
export function requireStrong(password: string, login: string): void {
  const plain = typed(password).toLowerCase()
  const name = login.replace(/@.*$/, '')
  const rest = (name.length >= 3 ? plain.replaceAll(name, '') : plain).replace(
    /postakte|passwor[dt]|kennwort|qwert[zy]\w*|123456\d*|abcdef\w*/g,
    '',
  )
  if (plain.length < 12 || rest.length < 6 || new Set(plain).size < 5) throw new Problem('password-weak')
}

/** For people to read off a screen once and type: 80 bits. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
export function madePassword(): string {
  const groups = [...randomBytes(16)].map((byte) => letters[byte % letters.length]!).join('')
  return groups.replace(/(.{4})(?=.)/g, '$1-')
}
