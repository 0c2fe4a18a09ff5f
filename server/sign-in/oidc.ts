import { Problem } from '@postakte/shared/model/problem'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import type { Identity } from './identity'
import { microsoftSubject } from './microsoft'
import { refuseToken } from './refuse-token'
import type { OidcSettings } from './settings'

/** What is remembered of a sign-in while the browser is away. */
export interface Away {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export async function authorizationUrl(
  settings: OidcSettings,
  redirectUri: string,
  { state, nonce, codeVerifier }: Away,
  prompt?: 'login',
): Promise<string> {
  const url = buildAuthorizationUrl(await configurationOf(settings), {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(prompt ? { prompt } : {}),
  })
  return url.href
}

/** Who came back: the code is exchanged, and the ID token checked (signature, issuer, audience, time, nonce). */
export async function identityFrom(settings: OidcSettings, currentUrl: URL, { state, nonce, codeVerifier }: Away): Promise<Identity> {
  const configuration = await configurationOf(settings)
  try {
    const checks = { pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
    const claims = (await authorizationCodeGrant(configuration, currentUrl, checks)).claims()
    if (!claims) throw new Error('no ID token')
    return { subject: subjectOf(settings, claims), claims }
  } catch (error) {
    const { code, cause } = error as { code?: string; cause?: { message?: string } }
    throw refuseToken('oidc', [code, (error as Error).message, cause?.message].filter(Boolean).join(': '))
  }
}

/** The same person at Microsoft, whether signed in here or by Office: there `sub` differs from program to program, `oid` does not. */
function subjectOf({ issuer }: OidcSettings, claims: { sub: string; oid?: unknown; tid?: unknown; iss: string }): string {
  const { oid, tid } = claims
  const isMicrosoft = /^login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)$/.test(issuer.hostname)
  if (isMicrosoft && typeof oid === 'string' && typeof tid === 'string' && claims.iss.includes(tid)) return microsoftSubject(tid, oid)
  return `oidc|${claims.iss}|${claims.sub}`
}

/** Asked for when first needed; when the service was away, it is asked again the next time. Anew after an hour. */
const configurations = new WeakMap<OidcSettings, { readonly made: number; readonly found: Promise<Configuration> }>()
const hour = 3_600_000

async function configurationOf(settings: OidcSettings): Promise<Configuration> {
  const known = configurations.get(settings)
  const found = known && Date.now() - known.made < hour ? known.found : discovered(settings)
  if (found !== known?.found) configurations.set(settings, { made: Date.now(), found })
  try {
    return await found
  } catch (error) {
    if (configurations.get(settings)?.found === found) configurations.delete(settings)
    throw new Problem('sign-in-service-away', {}, error)
  }
}

/** Whether the service answers as one; throws why it does not. */
export const askForService = discovered

/** The signature of the ID token is checked although it came by TLS from the service itself. */
function discovered({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const execute = [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])]
  return discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: 10 })
}
