import { Problem } from '@postakte/shared/model/problem'
import { z } from 'zod'
import { isLoopback } from './loopback'

/**
 * Secret of an OAuth2 mailbox (docs/mailboxes.md). With a refresh token the mailbox's user gave consent once (RFC 6749 §6);
 * without one Postakte signs in as an application of its own (RFC 6749 §4.4).
 */
const grant = z
  .object({
    tokenUrl: z.url(),
    clientId: z.string().min(1),
    clientSecret: z.string().optional(),
    refreshToken: z.string().optional(),
    scope: z.string().optional(),
  })
  .refine(({ clientSecret, refreshToken }) => clientSecret || refreshToken, 'refreshToken / clientSecret')
type Grant = z.infer<typeof grant>

const answer = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1).optional() })
const refusal = z.object({ error: z.string().regex(/^[\w.-]{1,60}$/) })

export interface Tokens {
  readonly access: string
  /** Given in exchange for the one that was used; null when that stays good. */
  readonly refresh: string | null
}

/** A fresh access token for IMAP. What passes by itself is told from what a person must mend. */
export async function freshTokens(secret: string): Promise<Tokens> {
  const given = readGrant(secret)
  const url = new URL(given.tokenUrl)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new Problem('mailbox-oauth-not-encrypted', { host: url.host })
  const response = await ask(url, given)
  const body: unknown = await response.json().catch(() => null)
  const tokens = answer.safeParse(body)
  if (response.ok && tokens.success) return { access: tokens.data.access_token, refresh: tokens.data.refresh_token ?? null }
  const facts = { host: url.host, status: String(response.status), reason: refusal.safeParse(body).data?.error ?? '?' }
  const passes = response.status >= 500 || response.status === 429 || response.ok
  throw new Problem(passes ? 'mailbox-oauth-unreachable' : 'mailbox-oauth-refused', facts)
}

/** The same secret with the refresh token that came in exchange. */
export const withRefreshToken = (secret: string, refreshToken: string): string =>
  JSON.stringify({ ...(parseJson(secret) as object), refreshToken })

function readGrant(secret: string): Grant {
  const parsed = grant.safeParse(parseJson(secret))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new Problem('mailbox-oauth-grant', { reason: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') })
}

async function ask(url: URL, { clientId, clientSecret, refreshToken, scope }: Grant): Promise<Response> {
  const form = {
    grant_type: refreshToken ? 'refresh_token' : 'client_credentials',
    client_id: clientId,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    ...(clientSecret ? { client_secret: clientSecret } : {}),
    ...(scope ? { scope } : {}),
  }
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
    })
  } catch (error) {
    const reason = String(((error as Error).cause as { code?: string } | undefined)?.code ?? (error as Error).name)
    throw new Problem('mailbox-oauth-unreachable', { host: url.host, status: '-', reason }, error)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
