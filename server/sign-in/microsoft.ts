import { Problem } from '@postakte/shared/model/problem'
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Db } from '../db/db'
import { type Identity, userOfIdentity } from './identity'
import { refuseToken } from './refuse-token'
import type { MicrosoftSettings } from './settings'

/** The permission that our registration at Microsoft offers, and that the add-in asks for. */
const scopeName = 'access_as_user'
export const microsoftScope = ({ clientId }: MicrosoftSettings) => `api://${clientId}/${scopeName}`

/** The user whom an access token of Microsoft's version 2.0 stands for (nested app authentication, docs/people.md). */
export async function userOfMicrosoftToken(db: Db, settings: MicrosoftSettings, token: string): Promise<number> {
  return userOfIdentity(db, identityOf(await verified(settings, token), settings), settings.policy)
}

async function verified(settings: MicrosoftSettings, token: string): Promise<JWTPayload> {
  const { authority, tenant, clientId } = settings
  try {
    const { payload } = await jwtVerify(token, keysOf(settings), {
      // Fixed here, not read from the token: neither 'none' nor an HMAC with the public key passes.
      algorithms: ['RS256'],
      issuer: `${authority}/${tenant}/v2.0`,
      audience: clientId,
      requiredClaims: ['exp', 'nbf', 'iat', 'oid', 'tid', 'scp'],
      clockTolerance: 60,
    })
    return payload
  } catch (error) {
    if (isAway(error)) throw new Problem('sign-in-service-away', {}, error)
    throw refuseToken('microsoft', (error as Error).message)
  }
}

/** The keys could not be had; nothing is said about the token. */
const isAway = (error: unknown) =>
  !(error instanceof errors.JOSEError) || ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'].includes(error.code)

/** Of a person (not of a program by itself), of our tenant, for our permission, asked for by our own add-in. */
function identityOf({ oid, tid, scp, azp, ver, idtyp, ...claims }: JWTPayload, { tenant, clientId }: MicrosoftSettings): Identity {
  if (tid !== tenant) throw refuseToken('microsoft', 'tid')
  if (ver !== '2.0') throw refuseToken('microsoft', 'ver')
  if (azp !== clientId) throw refuseToken('microsoft', 'azp')
  if (idtyp === 'app' || typeof scp !== 'string' || !scp.split(' ').includes(scopeName)) throw refuseToken('microsoft', 'scp')
  if (typeof oid !== 'string' || !/^[0-9a-f-]{36}$/i.test(oid)) throw refuseToken('microsoft', 'oid')
  return { subject: microsoftSubject(tenant, oid), claims }
}

export const microsoftSubject = (tenant: string, oid: string) => `microsoft|${tenant}|${oid.toLowerCase()}`

export const keysAddress = ({ authority, tenant }: MicrosoftSettings): string => `${authority}/${tenant}/discovery/v2.0/keys`

/** Fetched when first needed and when a key is new, at most every half minute. */
const keys = new WeakMap<MicrosoftSettings, JWTVerifyGetKey>()
function keysOf(settings: MicrosoftSettings): JWTVerifyGetKey {
  const known = keys.get(settings) ?? createRemoteJWKSet(new URL(keysAddress(settings)))
  keys.set(settings, known)
  return known
}
