import { Problem } from '@postakte/shared/model/problem'
import { isLoopback } from '../mailboxes/loopback'

/** The company's sign-in service (OpenID Connect). */
export interface OidcSettings {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  readonly policy: UnknownPolicy
}

/** Office's own sign-in (nested app authentication). */
export interface MicrosoftSettings {
  readonly tenant: string
  readonly clientId: string
  /** https://login.microsoftonline.com, or that of a national cloud. */
  readonly authority: string
  readonly policy: UnknownPolicy
}

/** What happens to somebody whom the service knows and Postakte does not. */
export interface UnknownPolicy {
  /** A claim that names the login of an existing user; null: nobody is recognised by a name. */
  readonly loginClaim: string | null
  /** Role of those who are made at their first sign-in; null: nobody is. */
  readonly newUsersRole: string | null
}

type Given = Readonly<Record<string, unknown>>

export function oidcSettings(given: Given): OidcSettings | null {
  const { issuer, id, secret } = textsOf(given, {
    issuer: 'POSTAKTE_OIDC_ISSUER',
    id: 'POSTAKTE_OIDC_CLIENT_ID',
    secret: 'POSTAKTE_OIDC_CLIENT_SECRET',
  })
  if (issuer === null) return null
  if (id === null) throw missing('POSTAKTE_OIDC_CLIENT_ID')
  if (secret === null) throw missing('POSTAKTE_OIDC_CLIENT_SECRET')
  if (given.POSTAKTE_URL === undefined) throw missing('POSTAKTE_URL')
  return {
    issuer: secureUrl('POSTAKTE_OIDC_ISSUER', issuer),
    clientId: id,
    clientSecret: secret,
    policy: policyOf(given, 'POSTAKTE_OIDC'),
  }
}

export function microsoftSettings(given: Given): MicrosoftSettings | null {
  const { tenant, id, authority } = textsOf(given, {
    tenant: 'POSTAKTE_MICROSOFT_TENANT',
    id: 'POSTAKTE_MICROSOFT_CLIENT_ID',
    authority: 'POSTAKTE_MICROSOFT_AUTHORITY',
  })
  if (tenant === null) return null
  if (id === null) throw missing('POSTAKTE_MICROSOFT_CLIENT_ID')
  return {
    tenant: guid('POSTAKTE_MICROSOFT_TENANT', tenant),
    clientId: guid('POSTAKTE_MICROSOFT_CLIENT_ID', id),
    authority: secureUrl('POSTAKTE_MICROSOFT_AUTHORITY', authority ?? 'https://login.microsoftonline.com').origin,
    policy: policyOf(given, 'POSTAKTE_MICROSOFT'),
  }
}

function textsOf<K extends string>(given: Given, names: Readonly<Record<K, string>>): Record<K, string | null> {
  const entries = Object.entries<string>(names).map(([key, name]) => [key, (given[name] as string | undefined) ?? null])
  return Object.fromEntries(entries) as Record<K, string | null>
}

const policyOf = (given: Given, prefix: string): UnknownPolicy => ({
  loginClaim: (given[`${prefix}_LOGIN_CLAIM`] as string | undefined) ?? null,
  newUsersRole: (given[`${prefix}_NEW_USERS`] as string | undefined) ?? null,
})

const missing = (name: string) => wrong(name, '-')
const wrong = (name: string, reason: string) => new Problem('config-wrong', { name, reason })

/** Nobody signs people in over a line that anybody can write on. */
function secureUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))) throw wrong(name, 'https://…')
  return url
}

/** Of one tenant: 'common' would let in everybody who has an account at Microsoft. */
function guid(name: string, text: string): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw wrong(name, '01234567-89ab-cdef-0123-456789abcdef')
  return text.toLowerCase()
}
