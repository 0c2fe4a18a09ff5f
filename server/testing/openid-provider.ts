import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import { freePort } from './postgres'

export const oidcClient = { id: 'postakte', secret: 'client-geheim-client-geheim-12345' }

/** The company's sign-in service: oidc-provider on this machine. Whoever comes is signed in as `signsInAs`. */
export interface OpenIdProvider {
  readonly issuer: string
  /** Shows a page first on which one signs in, or gives up; otherwise nobody is asked. */
  asks: boolean
  /** Account, with its claims. */
  signsInAs: Readonly<Record<string, unknown>> & { readonly sub: string }
  stop(): Promise<void>
}

export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const issuer = `http://127.0.0.1:${await freePort()}`
  const service: OpenIdProvider = { issuer, asks: false, signsInAs: { sub: 'nobody' }, stop: () => stop(server) }
  const accounts = new Map<string, Readonly<Record<string, unknown>>>()
  const provider = new Provider(issuer, await configuration(redirectUri, accounts))
  const answer = provider.callback()
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    if (service.asks && !request.url.includes('?')) return void response.setHeader('Content-Type', 'text/html').end(loginPage)
    accounts.set(service.signsInAs.sub, service.signsInAs)
    if (request.url.endsWith('?refuse')) return void provider.interactionFinished(request, response, { error: 'access_denied' })
    await provider.interactionFinished(request, response, { login: { accountId: service.signsInAs.sub, remember: false } })
  })
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve))
  return service
}

const loginPage = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Verlag Sonnberg: Anmeldung</title>
<h1>Verlag Sonnberg</h1><a id="sign-in" href="?sign-in">Anmelden</a> <a id="refuse" href="?refuse">Abbrechen</a></html>`

async function configuration(
  redirectUri: string,
  accounts: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return {
    clients: [{ client_id: oidcClient.id, client_secret: oidcClient.secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'key-1' } as never] },
    cookies: { keys: ['of the test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...accounts.get(sub) }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId! })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** What a browser does from there until it is sent back to us: follows, and keeps the cookies of that place. */
export async function followUntil(url: string, ours: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = url
  for (let step = 0; step < 10; step++) {
    const response = await fetch(next, { redirect: 'manual', headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the service stopped at ${next}: ${response.status} ${(await response.text()).slice(0, 300)}`)
    next = new URL(location, next).href
    if (next.startsWith(ours)) return new URL(next)
  }
  throw new Error('the service leads round and round')
}
