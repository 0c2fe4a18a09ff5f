import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { BlockList } from 'node:net'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@postakte/shared/model/problem'
import type { Language } from '@postakte/shared/texts/texts'
import { z } from 'zod'
import { addressList } from './http/client-address'
import { terminalLanguage } from './language'
import { type MicrosoftSettings, microsoftSettings, type OidcSettings, oidcSettings } from './sign-in/settings'

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
  /** As users reach it, through the proxy with TLS: https://postakte.example.org. */
  POSTAKTE_URL: z
    .string()
    .regex(/^https?:\/\/[^/?#@]+\/?$/, 'https://HOST')
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Addresses and networks of the proxies before it, whose X-Forwarded-For is true. */
  POSTAKTE_TRUSTED_PROXIES: list,
  /** The company's sign-in service (docs/people.md). */
  POSTAKTE_OIDC_ISSUER: z.string().optional(),
  POSTAKTE_OIDC_CLIENT_ID: z.string().optional(),
  POSTAKTE_OIDC_CLIENT_SECRET: z.string().optional(),
  POSTAKTE_OIDC_LOGIN_CLAIM: z.string().optional(),
  POSTAKTE_OIDC_NEW_USERS: z.string().optional(),
  /** Office's own sign-in (docs/people.md). */
  POSTAKTE_MICROSOFT_TENANT: z.string().optional(),
  POSTAKTE_MICROSOFT_CLIENT_ID: z.string().optional(),
  POSTAKTE_MICROSOFT_AUTHORITY: z.string().optional(),
  POSTAKTE_MICROSOFT_LOGIN_CLAIM: z.string().optional(),
  POSTAKTE_MICROSOFT_NEW_USERS: z.string().optional(),
  /** Where an Exchange of the company's own shows Outlook in the browser: it may frame the pane, as Microsoft's addresses may. */
  POSTAKTE_OUTLOOK_ORIGINS: list.pipe(
    z.array(
      z
        .string()
        .regex(/^https:\/\/[\w.-]+(?::\d+)?\/?$/, 'https://HOST')
        .transform((url) => new URL(url).origin),
    ),
  ),
  /** 32 bytes or more, secret: encrypts mailbox passwords, signs tags. Made under data/ for the embedded database. */
  POSTAKTE_SECRET_KEY: z.string().min(32).optional(),
  POSTAKTE_OWN_DOMAINS: list,
  POSTAKTE_OWN_ADDRESSES: list,
  POSTAKTE_FORWARDING: list,
  POSTAKTE_AUTHSERV_IDS: list,
  /** What becomes of mail that is marked as private (docs/mailboxes.md). */
  POSTAKTE_PRIVATE_MAIL: z
    .string()
    .default('leave')
    .refine((text) => /^(?:leave|as-others|(?:team|user):\s*\S.*)$/.test(text), 'leave, as-others, team:NAME or user:LOGIN'),
  /** Mail from or to these counts as private: the works council's, the doctor's. */
  POSTAKTE_CONFIDENTIAL_ADDRESSES: list,
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
  /** Whether colleagues see who reads or answers a mail or case at this moment. */
  POSTAKTE_PRESENCE: z
    .enum(['yes', 'no'])
    .default('yes')
    .transform((value) => value === 'yes'),
  /** Whether a mail that is sent for a case from Outlook goes to our forwarding mailbox, too (docs/sending.md). */
  POSTAKTE_BCC_SENT: z
    .enum(['yes', 'no'])
    .default('yes')
    .transform((value) => value === 'yes'),
  /** Hosts, also 'host:port', that webhooks may be sent to although they lie inside; on this machine also without TLS. */
  POSTAKTE_WEBHOOK_HOSTS: list.transform((hosts) => hosts.map((host) => host.toLowerCase())),
  /** Fault points of the chaos test: 'after-fetch', 'after-receive', 'before-commit', 'after-commit', or a deliberate bug. */
  POSTAKTE_FAULT: z.string().default(''),
})

export type Config = z.infer<typeof shape> & {
  readonly secretKey: string
  readonly embedded: boolean
  readonly devPage: boolean
  readonly language: Language
  /** Without a slash at the end. */
  readonly url: string
  readonly trustedProxies: BlockList
  readonly oidc: OidcSettings | null
  readonly microsoft: MicrosoftSettings | null
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
    url: parsed.data.POSTAKTE_URL ?? `http://${parsed.data.POSTAKTE_HOST}:${parsed.data.POSTAKTE_PORT}`,
    trustedProxies: trustedProxies(parsed.data.POSTAKTE_TRUSTED_PROXIES),
    oidc: oidcSettings(parsed.data),
    microsoft: microsoftSettings(parsed.data),
    secretKey: parsed.data.POSTAKTE_SECRET_KEY ?? secret(parsed.data.POSTAKTE_DATA),
  }
}

function trustedProxies(texts: readonly string[]): BlockList {
  try {
    return addressList(texts)
  } catch (error) {
    throw new Problem('config-wrong', { name: 'POSTAKTE_TRUSTED_PROXIES', reason: (error as Error).message })
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
