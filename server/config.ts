import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import { z } from 'zod'
import { terminalLanguage } from './language'

const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,;]+/).filter((one) => one !== ''))
const flag = z
  .enum(['yes', 'no'])
  .default('no')
  .transform((value) => value === 'yes')

/** The environment of the server. The only reader of process.env beside the command line's language. */
const shape = z.object({
  NODE_ENV: z.string().default('development'),
  /** postgres://… ; absent: the embedded database, for trying out. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/[^/]/, 'postgres://USER:PASSWORD@HOST/DATABASE')
    .optional(),
  POSTAKTE_DATA: z.string().default('data'),
  POSTAKTE_HOST: z.string().default('127.0.0.1'),
  POSTAKTE_PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  /** 32 bytes or more, secret: encrypts mailbox passwords, signs tags. Made under data/ for the embedded database. */
  POSTAKTE_SECRET_KEY: z.string().min(32).optional(),
  POSTAKTE_OWN_DOMAINS: list,
  POSTAKTE_OWN_ADDRESSES: list,
  POSTAKTE_FORWARDING: list,
  POSTAKTE_AUTHSERV_IDS: list,
  /** A folder in which another program puts .eml files; taken in and moved to done/. */
  POSTAKTE_WATCH_FOLDER: z.string().optional(),
  POSTAKTE_MAX_MAIL_BYTES: z.coerce
    .number()
    .int()
    .min(100_000)
    .default(64 * 1024 * 1024),
  POSTAKTE_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.max(1, Math.min(4, availableParallelism() - 1))),
  POSTAKTE_ALLOW_EMBEDDED: flag,
  POSTAKTE_DEMO: z
    .enum(['yes', 'no'])
    .default('yes')
    .transform((value) => value === 'yes'),
  /** Absent: the language of the machine. */
  POSTAKTE_LANGUAGE: z.enum(['de', 'en']).optional(),
  /** The developers' page; absent: everywhere but on a production server with PostgreSQL. */
  POSTAKTE_DEV_PAGE: z.enum(['yes', 'no']).optional(),
  /** Fault points of the chaos test: 'after-fetch', 'after-receive', 'before-commit', 'after-commit', or a deliberate bug. */
  POSTAKTE_FAULT: z.string().default(''),
})

export type Config = z.infer<typeof shape> & {
  readonly secretKey: string
  readonly embedded: boolean
  readonly devPage: boolean
  readonly language: Language
}

/** For what is said before the settings are read, or because they cannot be. */
export const startLanguage = (): Language => terminalLanguage(process.env)

/** Reads and checks the environment; a typo is named with what is allowed. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
  secret: (folder: string) => string = keptSecret,
): Config {
  const unknown = Object.keys(env).find((name) => name.startsWith('POSTAKTE_') && !(name in shape.shape) && name !== 'POSTAKTE_TEST_ALL')
  if (unknown) throw new Problem('config-unknown', { name: unknown, near: nearest(unknown) })
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new Problem('config-wrong', { name: issue.path.join('.'), reason: issue.message })
  }
  const embedded = parsed.data.DATABASE_URL === undefined
  if (embedded && parsed.data.NODE_ENV === 'production' && !parsed.data.POSTAKTE_ALLOW_EMBEDDED) throw new Problem('embedded-in-production')
  if (!embedded && !parsed.data.POSTAKTE_SECRET_KEY) throw new Problem('secret-missing')
  return {
    ...parsed.data,
    embedded,
    devPage: (parsed.data.POSTAKTE_DEV_PAGE ?? (embedded || parsed.data.NODE_ENV !== 'production' ? 'yes' : 'no')) === 'yes',
    language: terminalLanguage(env),
    secretKey: parsed.data.POSTAKTE_SECRET_KEY ?? secret(parsed.data.POSTAKTE_DATA),
  }
}

/** For those who write nothing: the kept secret, else one that signed nothing. */
export const readSecret = (folder: string): string => keptAt(secretFile(folder)) ?? newSecret()

const secretFile = (folder: string) => join(folder, 'secret.key')
const keptAt = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null)
const newSecret = () => randomBytes(32).toString('hex')

function keptSecret(folder: string): string {
  const path = secretFile(folder)
  const kept = keptAt(path)
  if (kept !== null) return kept
  mkdirSync(folder, { recursive: true })
  const key = newSecret()
  writeFileSync(path, `${key}\n`, { mode: 0o600 })
  chmodSync(path, 0o600)
  return key
}

/** The known name that shares the longest beginning with the wrong one. */
function nearest(wrong: string): string {
  const common = (name: string) => [...name].findIndex((sign, at) => sign !== wrong[at])
  return Object.keys(shape.shape)
    .filter((name) => name.startsWith('POSTAKTE_'))
    .sort((one, other) => common(other) - common(one))[0]!
}
