import { createServer, type Server } from 'node:http'

/** A sign-in service as Microsoft and Google run one, on this machine: gives tokens, and says which are good. */
export class SignInService {
  private readonly user: string
  readonly asked: URLSearchParams[] = []
  refuses: { status: number; body: string } | null = null
  private good = new Set<string>()
  /** Refresh tokens that it takes; each is good once when it rotates. */
  private consents = new Set(['consent-0'])
  private given = 0
  rotates = false
  private server: Server | null = null
  url = ''

  /** `user`: whose mailbox its tokens open. */
  constructor(user: string) {
    this.user = user
  }

  async start(): Promise<void> {
    this.server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const form = new URLSearchParams(body)
      const [status, answer] = request.url === '/introspect' ? [200, this.introspect(form.get('token') ?? '')] : this.token(form)
      response.writeHead(status, { 'content-type': 'application/json', ...(status === 302 ? { location: this.url } : {}) }).end(answer)
    })
    await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.server.address() as { port: number }).port}`
  }
  async stop(): Promise<void> {
    this.server?.closeAllConnections()
    await new Promise((resolve) => this.server?.close(resolve))
  }
  expireAll(): void {
    this.good.clear()
  }
  revokeConsents(...left: string[]): void {
    this.consents = new Set(left)
  }
  private introspect(token: string): string {
    return JSON.stringify(this.good.has(token) ? { active: 'true', email: this.user } : { active: 'false', email: this.user })
  }
  private token(form: URLSearchParams): [number, string] {
    this.asked.push(form)
    if (this.refuses) return [this.refuses.status, this.refuses.body]
    const refresh = form.get('refresh_token')
    const known = refresh === null ? form.get('client_secret') === 'client-geheim' : this.consents.has(refresh)
    if (!known) return [400, JSON.stringify({ error: 'invalid_grant', error_description: 'consent was withdrawn' })]
    const access_token = `access-${++this.given}`
    this.good.add(access_token)
    if (!this.rotates || refresh === null) return [200, JSON.stringify({ access_token, expires_in: 3_600 })]
    this.revokeConsents(`consent-${this.given}`)
    return [200, JSON.stringify({ access_token, expires_in: 3_600, refresh_token: `consent-${this.given}` })]
  }
}
