import { createHash, randomBytes } from 'node:crypto'
import { companyRoutes } from '@postakte/shared/api/company'
import { meRoutes } from '@postakte/shared/api/me'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { type Forger, makeForger, serveJson } from '../testing/forging-service'
import { followUntil, type OpenIdProvider, oidcClient, startOpenIdProvider } from '../testing/openid-provider'
import { addOnAddress } from './thunderbird-window'

const ours = 'https://postakte.sonnberg.example'
const redirectUri = `${ours}/sign-in/company/return`

/** What a page of ours in a browser keeps and sends. */
function browser(api: TestApi) {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return {
    verifier,
    challenge,
    leave: async (): Promise<{ url?: string; code?: string }> =>
      (await api.send(null, 'POST', '/api/company-sign-in', { challenge, comeBackTo: '/sign-in/device' })).json() as never,
    /** Where we send it on to, behind our own address. */
    comeBack: async (search: string): Promise<string> => {
      const response = await api.send(null, 'GET', `/sign-in/company/return${search}`)
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([303, 'no-store'])
      return response.headers.get('Location') ?? ''
    },
    finish: async (location: string, by = verifier): Promise<{ code?: string; accessToken?: string }> => {
      const code = /#code=(.+)$/.exec(location)?.[1] ?? 'none'
      return (
        await api.send(null, 'POST', '/api/sessions/company', { code, verifier: by, program: 'desk', name: 'Firefox' })
      ).json() as never
    },
  }
}

describe.each(databases)('signing in at the company’s service, on $name', (database) => {
  let api: TestApi
  let service: OpenIdProvider
  beforeAll(async () => {
    service = await startOpenIdProvider(redirectUri)
    api = await startApi(await database.open('world'), {
      POSTAKTE_URL: ours,
      POSTAKTE_OIDC_ISSUER: service.issuer,
      POSTAKTE_OIDC_CLIENT_ID: oidcClient.id,
      POSTAKTE_OIDC_CLIENT_SECRET: oidcClient.secret,
      POSTAKTE_OIDC_LOGIN_CLAIM: 'preferred_username',
      POSTAKTE_OIDC_NEW_USERS: 'agent',
    })
  })
  beforeEach(async () => {
    await api.db.query('delete from sign_in_attempts')
  })
  afterAll(async () => {
    await api.close()
    await service.stop()
    await database.close()
  })
  const signIn = async (signsInAs: OpenIdProvider['signsInAs']) => {
    service.signsInAs = signsInAs
    const page = browser(api)
    const { url } = await page.leave()
    const back = await followUntil(url!, ours)
    const location = await page.comeBack(back.search)
    return { page, back, location, ...(await page.finish(location)) }
  }

  it('gives a session to somebody who is recognised by the login, and then by the number, whatever the name', async () => {
    const { accessToken, location } = await signIn({ sub: 'n-1', preferred_username: 'nora', name: 'Nora Stein' })
    expect(location).toMatch(/^\/sign-in\/device#code=pc_[\w-]{43}$/)
    expect((await api.call(accessToken!, meRoutes.getMe, {})).login).toBe('nora')
    const renamed = await signIn({ sub: 'n-1', preferred_username: 'n.vogel', name: 'Nora Vogel' })
    expect((await api.call(renamed.accessToken!, meRoutes.getMe, {})).login).toBe('nora')
  })
  it('asks with PKCE, state and nonce, and for no more than a name and an address', async () => {
    const { url } = await browser(api).leave()
    const asked = Object.fromEntries(new URL(url!).searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: oidcClient.id,
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^ps_[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
  })
  it('makes a new user with the role that was set, and an address only when it is verified', async () => {
    const { accessToken } = await signIn({
      sub: 'k-1',
      preferred_username: 'Kurt.Weiss',
      name: 'Kurt \u0000 Weiß\n',
      email: 'kurt@sonnberg.example',
      email_verified: true,
    })
    const kurt = await api.call(accessToken!, meRoutes.getMe, {})
    expect(kurt).toMatchObject({ login: 'kurt.weiss', address: 'kurt@sonnberg.example' })
    expect(kurt.name).not.toMatch(/\p{Cc}/u)
    expect(kurt.permissions).toContain('mails.file')
    expect(kurt.permissions).not.toContain('users.manage')
    const again = await signIn({ sub: 'k-2', preferred_username: 'lena', email: 'ada@sonnberg.example', email_verified: false })
    expect((await api.call(again.accessToken!, meRoutes.getMe, {})).address).toBeNull()
  })
  it('gives nobody the account of a namesake who is known already', async () => {
    expect((await signIn({ sub: 'impostor', preferred_username: 'nora' })).location).toBe('/sign-in/device#problem=sign-in-unknown-user')
    for (const claims of [{ preferred_username: 'not a login' }, { preferred_username: 7 }, { preferred_username: ['ada'] }, {}])
      expect((await signIn({ sub: 'odd', ...claims })).location).toBe('/sign-in/device#problem=sign-in-unknown-user')
  })
  it('lets nobody in who has lost access, and makes him no second time', async () => {
    await signIn({ sub: 'o-1', preferred_username: 'otto' })
    await api.db.query(`update users set active = false where login = 'otto'`)
    expect((await signIn({ sub: 'o-1', preferred_username: 'otto' })).location).toContain('#problem=sign-in-unknown-user')
    expect((await signIn({ sub: 'o-2', preferred_username: 'otto' })).location).toContain('#problem=sign-in-unknown-user')
    await api.db.query(`update users set active = true where login = 'otto'`)
  })
  it('takes a code of the service once, and a code of ours once', async () => {
    const { page, back, location, accessToken } = await signIn({ sub: 'n-1', preferred_username: 'nora' })
    expect(accessToken).toBeDefined()
    expect(await page.comeBack(back.search)).toBe('/sign-in/device#problem=session-ended')
    expect(await page.finish(location)).toMatchObject({ code: 'session-ended' })
  })
  it('finishes only in the browser that began, and a wrong try spends the code', async () => {
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
    const [victim, thief] = [browser(api), browser(api)]
    const back = await followUntil((await victim.leave()).url!, ours)
    const location = await victim.comeBack(back.search)
    expect(await thief.finish(location)).toMatchObject({ code: 'session-ended' })
    expect(await victim.finish(location)).toMatchObject({ code: 'session-ended' })
  })
  it('takes no state that it did not give, no code for another state, and none that is too old', async () => {
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
    const [page, other] = [browser(api), browser(api)]
    const back = await followUntil((await page.leave()).url!, ours)
    const code = back.searchParams.get('code')
    for (const search of [`?code=${code}&state=ps_${'A'.repeat(43)}`, `?code=${code}`, '', '?state=', `?code=${code}&state[]=x`])
      expect(await page.comeBack(search)).toBe('/sign-in/device#problem=session-ended')
    const state = new URL((await other.leave()).url!).searchParams.get('state')
    expect(await other.comeBack(`?code=${code}&state=${state}&iss=${encodeURIComponent(service.issuer)}`)).toBe(
      '/sign-in/device#problem=sign-in-token-refused',
    )
    await api.db.query(`update company_sign_ins set expires_at = now() - interval '1 second'`)
    expect(await page.comeBack(back.search)).toBe('/sign-in/device#problem=session-ended')
  })
  it('refuses an answer of another service, and says so when the user gave up there', async () => {
    const answered = async (rest: string) => {
      const page = browser(api)
      const state = new URL((await page.leave()).url!).searchParams.get('state')
      return page.comeBack(`?state=${state}${rest}`)
    }
    expect(await answered('&code=x&iss=https%3A%2F%2Fevil.example')).toBe('/sign-in/device#problem=sign-in-token-refused')
    expect(await answered('&code=x')).toBe('/sign-in/device#problem=sign-in-token-refused')
    expect(await answered('&error=access_denied')).toBe('/sign-in/device#problem=access_denied')
    expect(await answered('&error=server_error&error_description=%3Cscript%3E')).toBe('/sign-in/device#problem=sign-in-token-refused')
  })
  it('sends a browser back nowhere but to pages of ours', async () => {
    const body = (comeBackTo: string) => ({ challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', comeBackTo })
    for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in/device@evil.example', '/dev/mails#x'])
      expect((await api.send(null, 'POST', '/api/company-sign-in', body(elsewhere))).status).toBe(400)
  })
})

describe.each(databases)('signing in in Thunderbird’s own window, on $name', (database) => {
  let api: TestApi
  let service: OpenIdProvider
  beforeAll(async () => {
    service = await startOpenIdProvider(redirectUri)
    api = await startApi(await database.open('world'), {
      POSTAKTE_URL: ours,
      POSTAKTE_OIDC_ISSUER: service.issuer,
      POSTAKTE_OIDC_CLIENT_ID: oidcClient.id,
      POSTAKTE_OIDC_CLIENT_SECRET: oidcClient.secret,
      POSTAKTE_OIDC_LOGIN_CLAIM: 'preferred_username',
    })
  })
  beforeEach(async () => {
    await api.db.query('delete from sign_in_attempts')
  })
  afterAll(async () => {
    await api.close()
    await service.stop()
    await database.close()
  })
  const begin = (challenge: string, redirect_uri = addOnAddress) =>
    api.send(null, 'GET', `/sign-in/thunderbird?${new URLSearchParams({ challenge, redirect_uri })}`)
  const wayTo = async (challenge: string) => (await begin(challenge)).headers.get('Location') ?? ''
  const toAddOn = async (page: ReturnType<typeof browser>) => page.comeBack((await followUntil(await wayTo(page.challenge), ours)).search)

  it('ends at the address that Thunderbird makes of the add-on’s own number, with a code that only the add-on can redeem', async () => {
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
    const [page, thief] = [browser(api), browser(api)]
    expect(addOnAddress).toBe('https://bfec8794982657e2e9de2776dad8a6d58475e01c.extensions.allizom.org/')
    const location = await toAddOn(page)
    expect(location.startsWith(`${addOnAddress}#code=pc_`)).toBe(true)
    expect(await thief.finish(await toAddOn(browser(api)))).toMatchObject({ code: 'session-ended' })
    const { accessToken } = await page.finish(location)
    expect((await api.call(accessToken!, meRoutes.getMe, {})).login).toBe('nora')
    expect(await page.finish(location)).toMatchObject({ code: 'session-ended' })
  })
  it('gives a session like any other: in the user’s list, in the journal, with tokens that are renewed once', async () => {
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
    const page = browser(api)
    const code = /code=(.+)$/.exec(await toAddOn(page))![1]!
    const body = { code, verifier: page.verifier, program: 'thunderbird', name: 'Thunderbird' } as const
    const tokens = await api.call('', companyRoutes.finishCompanySignIn, { body })
    const { items } = await api.call(tokens.accessToken, sessionRoutes.listSessions, {})
    expect(items.find(({ current }) => current)).toMatchObject({ program: 'thunderbird', name: 'Thunderbird' })
    const [noted] = await api.db.query<{ facts: unknown }>(`select facts from journal where action = 'session.start' and record_id = $1`, [
      tokens.sessionId,
    ])
    expect(noted?.facts).toEqual({ program: 'thunderbird', name: 'Thunderbird', by: 'company' })
    const { refreshToken } = tokens
    expect(await api.call('', sessionRoutes.renewSession, { body: { refreshToken } })).toMatchObject({ sessionId: tokens.sessionId })
  })
  it('goes nowhere else, whatever it is asked', async () => {
    const challenge = browser(api).challenge
    const others = [
      'https://evil.example/',
      `${addOnAddress}@evil.example`,
      addOnAddress.replace('https', 'http'),
      addOnAddress.replace('.extensions', '.evil'),
      addOnAddress.replace(/\/\/./, '//0'),
      `http://127.0.0.1/mozoauth2/${'0'.repeat(40)}`,
      '/sign-in/device',
      '',
    ]
    for (const elsewhere of others) {
      const response = await begin(challenge, elsewhere)
      expect([elsewhere, response.status, response.headers.get('Location')]).toEqual([elsewhere, 400, null])
    }
    for (const wrong of ['', 'short', `${challenge}x`, `${challenge.slice(1)}/`]) expect((await begin(wrong)).status).toBe(400)
    expect((await api.send(null, 'GET', '/sign-in/thunderbird')).status).toBe(400)
  })
  it('is told why it cannot be, in the place where the code would come', async () => {
    service.signsInAs = { sub: 'x-1', preferred_username: 'nobody.at.all' }
    expect(await toAddOn(browser(api))).toBe(`${addOnAddress}#problem=sign-in-unknown-user`)
    const page = browser(api)
    const state = new URL(await wayTo(page.challenge)).searchParams.get('state')
    expect(await page.comeBack(`?state=${state}&error=access_denied`)).toBe(`${addOnAddress}#problem=access_denied`)
  })
  it('has the service ask the user once more, where it knows the wrong one', async () => {
    const asked = new URLSearchParams({ challenge: browser(api).challenge, redirect_uri: addOnAddress, prompt: 'login' })
    const location = (await api.send(null, 'GET', `/sign-in/thunderbird?${asked}`)).headers.get('Location')
    expect(new URL(location!).searchParams.get('prompt')).toBe('login')
    expect(new URL(await wayTo(browser(api).challenge)).searchParams.get('prompt')).toBeNull()
    asked.set('prompt', 'none')
    expect((await api.send(null, 'GET', `/sign-in/thunderbird?${asked}`)).status).toBe(400)
  })
  it('may be asked for twice, as Thunderbird does, which counts once; whoever begins without end must wait', async () => {
    const page = browser(api)
    const first = await wayTo(page.challenge)
    service.signsInAs = { sub: 'n-1', preferred_username: 'nora' }
    expect(await toAddOn(page)).toContain('#code=')
    expect(await page.comeBack(new URL(first).search)).toBe('/sign-in/device#problem=session-ended')
    for (let at = 0; at < 100; at++) await begin(page.challenge)
    expect(await wayTo(page.challenge)).toContain(`${service.issuer}/auth?`)
    for (let at = 0; at < 65; at++) await begin(browser(api).challenge)
    expect(await wayTo(browser(api).challenge)).toMatch(/#problem=sign-in-slow-down&seconds=\d+$/)
  })
})

describe.each(databases.slice(0, 1))('a sign-in service that lies or is forged, on $name', (database) => {
  let api: TestApi
  let forger: Forger
  let service: { url: string; stop(): Promise<void> }
  let idToken: (nonce: string) => Promise<string> | string
  let nonce = ''
  let isAway = false
  beforeAll(async () => {
    forger = await makeForger()
    const routes = (): Record<string, unknown> => ({
      '/.well-known/openid-configuration': {
        issuer: service.url,
        authorization_endpoint: `${service.url}/authorize`,
        token_endpoint: `${service.url}/token`,
        jwks_uri: `${service.url}/keys`,
        id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
      },
      '/keys': forger.jwks,
      '/token': async () => ({ access_token: 'x', token_type: 'bearer', expires_in: 60, id_token: await idToken(nonce) }),
    })
    service = await serveJson(() => (isAway ? {} : routes()))
    api = await startApi(await database.open('world'), {
      POSTAKTE_URL: ours,
      POSTAKTE_OIDC_ISSUER: service.url,
      POSTAKTE_OIDC_CLIENT_ID: oidcClient.id,
      POSTAKTE_OIDC_CLIENT_SECRET: oidcClient.secret,
      POSTAKTE_OIDC_LOGIN_CLAIM: 'email',
    })
  })
  afterAll(async () => {
    await api.close()
    await service.stop()
    await database.close()
  })
  const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset
  const claims = (changes: object = {}) => ({
    iss: service.url,
    aud: oidcClient.id,
    sub: 'n-1',
    email: 'nora',
    email_verified: true,
    nonce,
    iat: seconds(-5),
    exp: seconds(300),
    ...changes,
  })
  const cameBack = async (): Promise<string> => {
    const page = browser(api)
    const { url } = await page.leave()
    const asked = new URL(url!).searchParams
    nonce = asked.get('nonce')!
    return page.comeBack(`?code=c&state=${asked.get('state')}`)
  }

  it('is asked again after it was away', async () => {
    isAway = true
    expect(await browser(api).leave()).toMatchObject({ code: 'sign-in-service-away' })
    isAway = false
    expect((await browser(api).leave()).url).toContain(`${service.url}/authorize?`)
  })
  it('lets in with an ID token that is right in everything', async () => {
    idToken = () => forger.sign(claims())
    expect(await cameBack()).toMatch(/^\/sign-in\/device#code=/)
  })
  const wrong: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['another nonce', () => forger.sign(claims({ nonce: 'another' }))],
    ['no nonce', () => forger.sign(claims({ nonce: undefined }))],
    ['another issuer', () => forger.sign(claims({ iss: 'https://evil.example' }))],
    ['another audience', () => forger.sign(claims({ aud: 'another' }))],
    ['a further audience, and another party', () => forger.sign(claims({ aud: [oidcClient.id, 'another'], azp: 'another' }))],
    ['a time that is over', () => forger.sign(claims({ iat: seconds(-900), exp: seconds(-300) }))],
    ['no end', () => forger.sign(claims({ exp: undefined }))],
    ['nobody in it', () => forger.sign(claims({ sub: undefined }))],
    ['no signature', () => forger.signNone(claims())],
    ['a signature by a stranger', () => forger.signStranger(claims())],
    ['a signature with the public key', () => forger.signWithPublicKey(claims())],
    ['no token in it', () => 'x'],
  ]
  it.each(wrong)('is refused an ID token with %s', async (_, make) => {
    idToken = make
    expect(await cameBack()).toBe('/sign-in/device#problem=sign-in-token-refused')
  })
  it('is not believed about an address that it has not verified', async () => {
    idToken = () => forger.sign(claims({ sub: 't-1', email: 'tim', email_verified: false }))
    expect(await cameBack()).toBe('/sign-in/device#problem=sign-in-unknown-user')
    idToken = () => forger.sign(claims({ sub: 't-1', email: 'tim', email_verified: 'true' }))
    expect(await cameBack()).toBe('/sign-in/device#problem=sign-in-unknown-user')
  })
  it('makes nobody whom the administrator did not ask it to make', async () => {
    idToken = () => forger.sign(claims({ sub: 'x-1', email: 'x@x.example' }))
    expect(await cameBack()).toBe('/sign-in/device#problem=sign-in-unknown-user')
  })
})

it('is offered only where it is set up', async () => {
  const database = databases[0]!
  const api = await startApi(await database.open('world'))
  expect(await browser(api).leave()).toMatchObject({ code: 'sign-in-not-offered' })
  const asked = new URLSearchParams({ challenge: browser(api).challenge, redirect_uri: addOnAddress })
  const window = await api.send(null, 'GET', `/sign-in/thunderbird?${asked}`)
  expect(window.headers.get('Location')).toBe(`${addOnAddress}#problem=sign-in-not-offered`)
  await api.close()
})
