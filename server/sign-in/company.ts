import { createHash, timingSafeEqual } from 'node:crypto'
import { Problem } from '@postakte/shared/model/problem'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { networkOf } from '../http/client-address'
import { attempt } from './attempts'
import { userOfIdentity } from './identity'
import { type Away, authorizationUrl, identityFrom } from './oidc'
import { digest, newSecret, randomPart } from './secrets'
import type { OidcSettings } from './settings'
import { type Client, type SessionTokens, startSession } from './start-session'

export const returnPath = '/sign-in/company/return'

export interface Begun {
  /** SHA-256 of what the browser keeps: nobody else can finish what it began, and it finishes nothing that others began. */
  readonly challenge: string
  readonly comeBackTo: string
}

/** `prompt`: as OpenID Connect Core 3.1.2.1 has it. */
interface Beginning extends Begun {
  readonly prompt?: 'login' | undefined
}

/** Where the browser goes. What it must bring back is kept for all servers; the same beginning once more takes the place of the first. */
export async function beginCompanySignIn(
  db: Db,
  config: Config,
  address: string,
  { challenge, comeBackTo, prompt }: Beginning,
): Promise<string> {
  const oidc = offered(config)
  if (!(await forgetBegun(db, challenge))) await countStart(db, config.secretKey, address)
  const away: Away = { state: newSecret('ps'), nonce: randomPart(), codeVerifier: randomPart() }
  const url = await authorizationUrl(oidc, `${config.url}${returnPath}`, away, prompt)
  await db.query('delete from company_sign_ins where expires_at < now()')
  await db.query(
    `insert into company_sign_ins (hash, challenge, come_back_to, nonce, code_verifier, expires_at)
     values (decode($1, 'base64'), $2, $3, $4, $5, now() + interval '10 minutes')`,
    [digest(away.state), challenge, comeBackTo, away.nonce, away.codeVerifier],
  )
  return url
}

/** Thunderbird asks for an address once to see whether somebody must be asked, and then again in its window. */
async function forgetBegun(db: Db, challenge: string): Promise<boolean> {
  const begun = await db.query(
    'delete from company_sign_ins where challenge = $1 and user_id is null and expires_at > now() returning hash',
    [challenge],
  )
  return begun.length > 0
}

/** Each beginning counts, and none is forgiven but by time. */
async function countStart(db: Db, secretKey: string, address: string): Promise<void> {
  await attempt(
    db,
    secretKey,
    [{ of: `company start|${networkOf(address)}`, free: 60, mostSeconds: 60, success: 'does not count' }],
    async () => null,
  )
}

function offered({ oidc }: Config): OidcSettings {
  if (oidc === null) throw new Problem('sign-in-not-offered')
  return oidc
}

const errorPage = '/sign-in/device'

/** The browser came back: where it goes on, with a code behind the # that it alone can exchange, or with what went wrong. */
export async function comeBack(db: Db, config: Config, search: string): Promise<string> {
  const state = new URLSearchParams(search).get('state') ?? ''
  const begun = await takeBegun(db, state)
  if (begun === null) return `${errorPage}#problem=session-ended`
  try {
    const code = await codeFor(db, config, search, { ...begun, state })
    return `${begun.comeBackTo}#code=${code}`
  } catch (error) {
    if (error instanceof Problem) return `${begun.comeBackTo}#problem=${error.code}`
    throw error
  }
}

async function takeBegun(db: Db, state: string): Promise<(Begun & Omit<Away, 'state'>) | null> {
  const [row] = await db.query<Begun & Omit<Away, 'state'>>(
    `delete from company_sign_ins where hash = decode($1, 'base64') and user_id is null and expires_at > now()
     returning challenge, come_back_to as "comeBackTo", nonce, code_verifier as "codeVerifier"`,
    [digest(state)],
  )
  return row ?? null
}

async function codeFor(db: Db, config: Config, search: string, begun: Begun & Away): Promise<string> {
  const oidc = offered(config)
  if (new URLSearchParams(search).get('error') === 'access_denied') throw new Problem('access_denied')
  const identity = await identityFrom(oidc, new URL(`${config.url}${returnPath}${search}`), begun)
  const userId = await userOfIdentity(db, identity, oidc.policy)
  const code = newSecret('pc')
  await db.query(
    `insert into company_sign_ins (hash, challenge, come_back_to, nonce, code_verifier, expires_at, user_id)
     values (decode($1, 'base64'), $2, '', '', '', now() + interval '1 minute', $3)`,
    [digest(code), begun.challenge, userId],
  )
  return code
}

/** The code goes with the first try, right or wrong. */
export async function finishCompanySignIn(
  db: Db,
  { code, verifier, ...client }: Client & { readonly code: string; readonly verifier: string },
): Promise<SessionTokens> {
  const [row] = await db.query<{ userId: number; challenge: string }>(
    `delete from company_sign_ins where hash = decode($1, 'base64') and user_id is not null and expires_at > now()
     returning user_id as "userId", challenge`,
    [digest(code)],
  )
  if (!row || !isSame(row.challenge, createHash('sha256').update(verifier).digest('base64url'))) throw new Problem('session-ended')
  return db.transaction((tx) => startSession(tx, row.userId, { ...client, by: 'company' }))
}

const isSame = (one: string, other: string) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
