/** What the server refused, in its own words; status 0: it did not answer. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, title: string, code = '') {
    super(title)
    this.status = status
    this.code = code
  }
}

interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}

interface Around {
  /** Null: in memory only, gone with the page. */
  readonly keptIn: Storage | null
  readonly language: () => 'de' | 'en'
  /** Sentence for a server that does not answer. */
  readonly offline: () => string
}

/** The session of a page: signs in, keeps the tokens, renews them when they have run out. Never a cookie, never in an address. */
export class BrowserSession {
  private tokens: Tokens | null
  /** One renewal at a time: a refresh token is good once. */
  private renewing: Promise<boolean> | null = null
  private readonly around: Around
  constructor(around: Around) {
    this.around = around
    this.tokens = JSON.parse(around.keptIn?.getItem('session') ?? 'null') as Tokens | null
  }

  isSignedIn(): boolean {
    return this.tokens !== null
  }

  /** The mark of a known device opens nothing; it spares its user the delays that others cause (server/sign-in/known-device.ts). */
  async signIn(login: string, password: string, name: string): Promise<void> {
    const device = localStorage.getItem('device')
    const body = { login, password, program: 'desk', name, ...(device === null ? {} : { device }) }
    const given = await this.post<Tokens & { device: string }>('/api/sessions', body)
    localStorage.setItem('device', given.device)
    this.keep(given)
  }

  /** Posts something for which one need not be signed in. */
  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } })
    if (!response.ok) throw await refusal(response)
    return (await response.json()) as T
  }

  keep(tokens: Tokens): void {
    this.tokens = { accessToken: tokens.accessToken, refreshToken: tokens.refreshToken }
    this.around.keptIn?.setItem('session', JSON.stringify(this.tokens))
  }

  forget(): void {
    this.tokens = null
    this.around.keptIn?.removeItem('session')
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const used = this.tokens
    let response = await this.sendWith(used, path, init)
    if (response.status === 401 && used !== null && (await this.renew(used))) response = await this.sendWith(this.tokens, path, init)
    if (response.ok) return response
    throw await refusal(response)
  }

  async signOut(): Promise<void> {
    const { tokens } = this
    this.forget()
    if (tokens !== null) await this.sendWith(tokens, '/api/session', { method: 'DELETE' }).catch(() => {})
  }

  private sendWith(tokens: Tokens | null, path: string, init: RequestInit): Promise<Response> {
    return this.send(path, {
      ...init,
      headers: { ...init.headers, ...(tokens === null ? {} : { Authorization: `Bearer ${tokens.accessToken}` }) },
    })
  }

  private send(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, 'Accept-Language': this.around.language() }
    return fetch(path, { ...init, headers }).catch(() => {
      throw new Refused(0, this.around.offline())
    })
  }

  /** True when there are other tokens now than those that failed. */
  private async renew(failed: Tokens): Promise<boolean> {
    if (this.tokens !== failed) return this.tokens !== null
    this.renewing ??= this.renewed(failed).finally(() => {
      this.renewing = null
    })
    return this.renewing
  }

  private async renewed({ refreshToken }: Tokens): Promise<boolean> {
    try {
      this.keep(await this.post<Tokens>('/api/sessions/renewal', { refreshToken }))
      return true
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return false
      throw error
    }
  }
}

async function refusal(response: Response): Promise<Refused> {
  const answer = (await response.json().catch(() => null)) as { title?: string; code?: string } | null
  return new Refused(response.status, answer?.title ?? String(response.status), answer?.code ?? '')
}
