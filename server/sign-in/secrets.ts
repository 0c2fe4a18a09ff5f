import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes; the prefix tells people and secret scanners what they found. */
export const newSecret = (prefix: 'pa' | 'pp' | 'pd' | 'pc' | 'ps'): string => `${prefix}_${randomPart()}`
export const randomPart = (): string => randomBytes(32).toString('base64url')

/** All that is kept of a secret: SHA-256, as a parameter for `decode($n, 'base64')`. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64')
