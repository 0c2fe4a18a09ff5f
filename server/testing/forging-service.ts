import { createSecretKey, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

type Claims = Record<string, unknown>
type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | KeyObject

/** Signs what one wants signed, rightly or wrongly: a sign-in service that lies, or whose tokens somebody forged. */
export interface Forger {
  /** A good signature. */
  sign(claims: Claims, header?: Claims): Promise<string>
  /** By a key that the service does not have, under the name of one that it has. */
  signStranger(claims: Claims): Promise<string>
  /** 'none': without a signature at all. */
  signNone(claims: Claims): string
  /** HMAC with the public key, which everybody knows. */
  signWithPublicKey(claims: Claims): Promise<string>
  readonly jwks: { readonly keys: readonly object[] }
}

export async function makeForger(): Promise<Forger> {
  const own = await generateKeyPair('RS256', { extractable: true })
  const stranger = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(own.publicKey)), alg: 'RS256', use: 'sig', kid: 'key-1' }
  const sign = (key: Key, claims: Claims, header: Claims) =>
    new SignJWT(claims).setProtectedHeader({ kid: 'key-1', typ: 'JWT', alg: 'RS256', ...header }).sign(key)
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return {
    jwks: { keys: [jwk] },
    sign: (claims, header = {}) => sign(own.privateKey, claims, header),
    signStranger: (claims) => sign(stranger.privateKey, claims, {}),
    signNone: (claims) => `${part({ alg: 'none', kid: 'key-1' })}.${part(claims)}.`,
    signWithPublicKey: (claims) => sign(createSecretKey(Buffer.from(JSON.stringify(jwk))), claims, { alg: 'HS256' }),
  }
}

/** Answers GET and POST by path; a path that is not listed is 404. */
export async function serveJson(
  routes: () => Readonly<Record<string, unknown | ((form: URLSearchParams) => unknown)>>,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const found = routes()[new URL(request.url ?? '/', 'http://x').pathname]
    const answer = typeof found === 'function' ? await found(new URLSearchParams(body)) : found
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
