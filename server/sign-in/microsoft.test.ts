import { meRoutes } from '@postakte/shared/api/me'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { type Forger, makeForger, serveJson } from '../testing/forging-service'

const tenant = '0f0e0d0c-0b0a-0908-0706-050403020100'
const clientId = '11111111-2222-3333-4444-555555555555'
const noras = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'

describe.each(databases)('signing in with the token of Office, on $name', (database) => {
  let api: TestApi
  let forger: Forger
  let microsoft: { url: string; stop(): Promise<void> }
  let away = false
  beforeAll(async () => {
    forger = await makeForger()
    microsoft = await serveJson(() => (away ? {} : { [`/${tenant}/discovery/v2.0/keys`]: forger.jwks }))
    api = await startApi(await database.open('world'), {
      POSTAKTE_MICROSOFT_TENANT: tenant,
      POSTAKTE_MICROSOFT_CLIENT_ID: clientId,
      POSTAKTE_MICROSOFT_AUTHORITY: microsoft.url,
      POSTAKTE_MICROSOFT_LOGIN_CLAIM: 'preferred_username',
    })
    await api.db.query(`update users set subject = $1 where login = 'nora'`, [`microsoft|${tenant}|${noras}`])
  })
  afterEach(() => {
    away = false
  })
  afterAll(async () => {
    await api.close()
    await microsoft.stop()
    await database.close()
  })

  const seconds = (offset: number) => Math.floor(Date.now() / 1_000) + offset
  /** As Microsoft's version 2.0 makes them for an add-in. */
  const claims = (changes: Record<string, unknown> = {}) => {
    const all = {
      iss: `${microsoft.url}/${tenant}/v2.0`,
      aud: clientId,
      azp: clientId,
      tid: tenant,
      oid: noras,
      sub: 'pairwise',
      scp: 'access_as_user',
      ver: '2.0',
      preferred_username: 'nora',
      name: 'Nora Stein',
      iat: seconds(-10),
      nbf: seconds(-10),
      exp: seconds(3_000),
      ...changes,
    }
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  }
  const signIn = async (token: string) => {
    const response = await api.send(null, 'POST', '/api/sessions/microsoft', { token, program: 'outlook', name: 'Outlook' })
    return (await response.json()) as { code?: string; accessToken?: string }
  }

  it('takes a good one, again and again, and gives a session of ours', async () => {
    const token = await forger.sign(claims())
    const { accessToken } = await signIn(token)
    expect((await api.call(accessToken!, meRoutes.getMe, {})).login).toBe('nora')
    expect((await signIn(token)).accessToken).toBeDefined()
    // It is no token of our API itself.
    expect((await api.send(token, 'GET', '/api/me')).status).toBe(401)
  })
  it('tells the add-in what to ask Microsoft for', async () => {
    expect(await (await api.send(null, 'GET', '/api/sign-in-ways')).json()).toEqual({
      company: false,
      microsoft: { tenant, clientId, authority: microsoft.url, scope: `api://${clientId}/access_as_user` },
    })
  })

  const wrong: readonly (readonly [string, () => Record<string, unknown>])[] = [
    ['for another program', () => ({ aud: '99999999-2222-3333-4444-555555555555' })],
    ['for Microsoft’s own interface', () => ({ aud: '00000003-0000-0000-c000-000000000000' })],
    ['for two programs, one of them ours, by a list that begins elsewhere', () => ({ aud: ['x'] })],
    ['by version 1.0', () => ({ iss: `https://sts.windows.net/${tenant}/`, ver: '1.0', aud: `api://${clientId}` })],
    ['by another service', () => ({ iss: `https://evil.example/${tenant}/v2.0` })],
    [
      'by another tenant',
      () => ({ iss: `${microsoft.url}/99999999-0b0a-0908-0706-050403020100/v2.0`, tid: '99999999-0b0a-0908-0706-050403020100' }),
    ],
    ['of another tenant’s person', () => ({ tid: '99999999-0b0a-0908-0706-050403020100' })],
    ['for everybody', () => ({ iss: `${microsoft.url}/common/v2.0` })],
    ['asked for by another program', () => ({ azp: '99999999-2222-3333-4444-555555555555' })],
    ['of a program by itself', () => ({ scp: undefined, roles: ['access_as_user'], idtyp: 'app' })],
    ['of a program that calls itself a person', () => ({ idtyp: 'app' })],
    ['for another permission', () => ({ scp: 'User.Read access_as_user_x' })],
    ['with permissions as a list', () => ({ scp: ['access_as_user'] })],
    ['expired', () => ({ exp: seconds(-100) })],
    ['not good yet', () => ({ nbf: seconds(200) })],
    ['issued in the future', () => ({ iat: seconds(4_000), nbf: seconds(4_000), exp: seconds(8_000) })],
    ['that never expires', () => ({ exp: undefined })],
    ['without a beginning', () => ({ nbf: undefined })],
    ['of nobody', () => ({ oid: undefined })],
    ['of nobody’s form', () => ({ oid: `${noras}|x` })],
    ['of another version', () => ({ ver: '3.0' })],
    ['that is an ID token', () => ({ scp: undefined, azp: undefined, nonce: 'x' })],
  ]
  it.each(wrong)('refuses one %s', async (_, changes) => {
    expect(await signIn(await forger.sign(claims(changes())))).toMatchObject({ code: 'sign-in-token-refused' })
  })
  it('refuses forged ones', async () => {
    const good = await forger.sign(claims())
    const [header, payload, signature] = good.split('.') as [string, string, string]
    const other = Buffer.from(JSON.stringify(claims({ oid: 'aaaaaaaa-0000-0000-0000-eeeeeeeeeeee' }))).toString('base64url')
    for (const forged of [
      await forger.signStranger(claims()),
      forger.signNone(claims()),
      forger.signNone(claims()).replace(/^[^.]+/, Buffer.from('{"alg":"NoNe"}').toString('base64url')),
      await forger.signWithPublicKey(claims()),
      `${header}.${other}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${good}x`,
      'x',
      '..',
      await forger.sign(claims(), { kid: 'key-of-nobody' }),
      await forger.sign(claims(), { jku: 'http://127.0.0.1:1/keys', kid: 'key-of-nobody' }),
      await forger.sign(claims(), { crit: ['x'], x: 1 }).catch(() => 'x'),
    ])
      expect([forged.slice(0, 40), (await signIn(forged)).code]).toEqual([forged.slice(0, 40), 'sign-in-token-refused'])
  })
  it('refuses the identity token that Exchange gave to add-ins once', async () => {
    const legacy = {
      aud: 'https://postakte.sonnberg.example/panel',
      iss: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
      nbf: seconds(-10),
      exp: seconds(3_000),
      appctxsender: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
      isbrowserhostedapp: 'true',
      appctx: JSON.stringify({
        msexchuid: noras,
        version: 'ExIdTok.V1',
        amurl: 'https://outlook.office365.com:443/autodiscover/metadata/json/1',
      }),
    }
    expect(await signIn(await forger.sign(legacy))).toMatchObject({ code: 'sign-in-token-refused' })
  })
  it('knows nobody by a name who is known by a number, and nobody unknown', async () => {
    const impostor = { oid: 'aaaaaaaa-0000-0000-0000-eeeeeeeeeeee' }
    expect(await signIn(await forger.sign(claims(impostor)))).toMatchObject({ code: 'sign-in-unknown-user' })
    expect(await signIn(await forger.sign(claims({ ...impostor, preferred_username: 'fremd' })))).toMatchObject({
      code: 'sign-in-unknown-user',
    })
  })
  it('recognises once, by the login that Microsoft vouches for, who is not known by a number yet', async () => {
    const tims = { oid: 'bbbbbbbb-0000-0000-0000-000000000001', preferred_username: 'Tim' }
    const { accessToken } = await signIn(await forger.sign(claims(tims)))
    expect((await api.call(accessToken!, meRoutes.getMe, {})).login).toBe('tim')
    expect((await signIn(await forger.sign(claims({ ...tims, preferred_username: 'renamed' })))).accessToken).toBeDefined()
  })
  it('lets nobody in who has no access any more, and says it like of an unknown one', async () => {
    await api.db.query(`update users set active = false where login = 'nora'`)
    expect(await signIn(await forger.sign(claims()))).toMatchObject({ code: 'sign-in-unknown-user' })
    await api.db.query(`update users set active = true where login = 'nora'`)
  })
})

it('says that it is away, not that the token is wrong, while its keys cannot be had; and takes it when they can', async () => {
  const forger = await makeForger()
  let away = true
  const microsoft = await serveJson(() => (away ? {} : { [`/${tenant}/discovery/v2.0/keys`]: forger.jwks }))
  const settings = { tenant, clientId, authority: microsoft.url, policy: { loginClaim: null, newUsersRole: null } }
  const { userOfMicrosoftToken } = await import('./microsoft')
  const db = { transaction: async () => 4711 } as never
  const now = Math.floor(Date.now() / 1_000)
  const token = await forger.sign({
    iss: `${microsoft.url}/${tenant}/v2.0`,
    aud: clientId,
    azp: clientId,
    tid: tenant,
    oid: noras,
    scp: 'openid access_as_user',
    ver: '2.0',
    iat: now,
    nbf: now,
    exp: now + 100,
  })
  await expect(userOfMicrosoftToken(db, settings, token)).rejects.toMatchObject({ code: 'sign-in-service-away' })
  away = false
  expect(await userOfMicrosoftToken(db, settings, token)).toBe(4711)
  await microsoft.stop()
})
