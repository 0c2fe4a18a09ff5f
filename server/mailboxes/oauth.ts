import { Problem } from '@postakte/shared/model/problem'
import { z } from 'zod'

/** Secret of an OAuth2 mailbox (docs/mailboxes.md): Microsoft 365 and Google take the refresh-token grant (RFC 6749 §6). */
const grant = z.object({
  tokenUrl: z.url(),
  clientId: z.string(),
  clientSecret: z.string().optional(),
  refreshToken: z.string(),
  scope: z.string().optional(),
})

/** A fresh access token for IMAP's XOAUTH2. */
export async function accessToken(secret: string): Promise<string> {
  const parsed = grant.safeParse(parseJson(secret))
  if (!parsed.success) throw new Problem('mailbox-oauth-grant', { reason: parsed.error.issues[0]?.message ?? '' })
  const { tokenUrl, clientId, clientSecret, refreshToken, scope } = parsed.data
  const form = {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
    ...(clientSecret ? { client_secret: clientSecret } : {}),
    ...(scope ? { scope } : {}),
  }
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  })
  const answer = z.object({ access_token: z.string() }).safeParse(await response.json().catch(() => null))
  if (!response.ok || !answer.success) throw new Problem('mailbox-oauth-refused', { status: String(response.status) })
  return answer.data.access_token
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
