import type { Waiting } from '@postakte/panel/outbox/outbox'
import type { Lent } from '@postakte/shared/sending/note'
import { officeStore } from '../host/office-store'

/** As the panel keeps them (panel/app/session.ts). */
interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly accessUntil: string
}

/** What runs on sending is small: it knows the panel's session and these paths, not the whole client. */
export const renewalPath = '/api/sessions/renewal'

/** Our server, as who is signed in beside this draft (lent), else as who is signed in in this browser. */
export class Server {
  private readonly store = officeStore()
  private readonly language: string
  private readonly lent: Lent | null
  private readonly base: string

  constructor(language: string, lent: Lent | null) {
    this.language = language
    this.lent = lent
    // Classic Outlook's runtime for scripts has no address of its own.
    this.base = lent?.base ?? (typeof location === 'undefined' ? '' : location.origin)
  }

  async isSignedIn(): Promise<boolean> {
    return this.lent !== null || (await this.tokens()) !== null
  }

  /** Rejects when nobody is signed in, when the server is away, and when it refuses. */
  async ask<T>(method: 'POST' | 'PUT', path: string, body: unknown, signal?: AbortSignal): Promise<T> {
    if (this.lent !== null) {
      const response = await this.send(method, path, body, { token: this.lent.token, signal })
      if (response.status !== 401) return answerOf<T>(response)
    }
    const tokens = await this.tokens()
    if (tokens === null) throw new Error('nobody is signed in')
    const response = await this.send(method, path, body, { token: tokens.accessToken, signal })
    if (response.status !== 401) return answerOf<T>(response)
    const { accessToken } = await this.renewed(tokens, signal)
    return answerOf<T>(await this.send(method, path, body, { token: accessToken, signal }))
  }

  /** For the panel's outbox (panel/outbox/outbox.ts), which takes it over when it is next there; where the browser keeps nothing it is lost. */
  async leave(waiting: Waiting): Promise<void> {
    const left = JSON.parse((await this.store.get('outbox-left')) ?? '[]') as Waiting[]
    await this.store.set('outbox-left', JSON.stringify([...left.filter(({ key }) => key !== waiting.key), waiting]))
  }

  private async tokens(): Promise<Tokens | null> {
    const text = await this.store.get('tokens')
    return text === null ? null : (JSON.parse(text) as Tokens)
  }

  /** The panel takes them over from the store (panel/app/session.ts), and so does this. */
  private async renewed(used: Tokens, signal: AbortSignal | undefined): Promise<Tokens> {
    const now = await this.tokens()
    if (now !== null && now.refreshToken !== used.refreshToken) return now
    const fresh = await answerOf<Tokens>(await this.send('POST', renewalPath, { refreshToken: used.refreshToken }, { token: null, signal }))
    const tokens = { accessToken: fresh.accessToken, refreshToken: fresh.refreshToken, accessUntil: fresh.accessUntil }
    await this.store.set('tokens', JSON.stringify(tokens))
    return tokens
  }

  private send(method: string, path: string, body: unknown, { token, signal }: Sent): Promise<Response> {
    return fetch(`${this.base}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        'Accept-Language': this.language,
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    })
  }
}

interface Sent {
  readonly token: string | null
  readonly signal: AbortSignal | undefined
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  return (await response.json()) as T
}
