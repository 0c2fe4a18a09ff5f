import type { BrowserSession } from '../../pages/session'

/** What the page keeps while it is away at the company's service: it alone can finish what it began. */
const verifierKey = 'company-verifier'
const codeKey = 'company-user-code'

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

export async function leaveForCompany(session: BrowserSession, userCode: string): Promise<void> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
  const { url } = await session.post<{ url: string }>('/api/company-sign-in', { challenge, comeBackTo: '/sign-in/device' })
  sessionStorage.setItem(verifierKey, verifier)
  sessionStorage.setItem(codeKey, userCode)
  location.assign(url)
}

/** Exchanges the code that came behind the #. */
export async function comeBackFromCompany(session: BrowserSession, code: string): Promise<void> {
  const verifier = sessionStorage.getItem(verifierKey) ?? ''
  sessionStorage.removeItem(verifierKey)
  session.keep(await session.post('/api/sessions/company', { code, verifier, program: 'desk', name: 'Postakte /sign-in' }))
}

/** The code that the panel shows, as it was typed before the page left. */
export function keptUserCode(): string {
  const kept = sessionStorage.getItem(codeKey) ?? ''
  sessionStorage.removeItem(codeKey)
  return kept
}
