import { createHash } from 'node:crypto'
import { meRoutes } from '@postakte/shared/api/me'
import { peopleRoutes } from '@postakte/shared/api/people'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { tokenRoutes } from '@postakte/shared/api/tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { givePasswords, noras, stopTheClock } from '../testing/passwords'

interface Tokens {
  readonly sessionId: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly device: string
}

describe.each(databases)('signing in, on $name', (database) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await database.open('world'))
  })
  beforeEach(async () => {
    await givePasswords(api.db)
    await api.db.query('delete from sign_in_attempts')
  })
  afterAll(async () => {
    await api.close()
    await database.close()
  })

  const body = (login: string, password = noras, more: object = {}) => ({
    login,
    password,
    program: 'desk',
    name: 'Firefox, Büro',
    ...more,
  })
  const post = async (path: string, given: unknown, token: string | null = null) => {
    const response = await api.send(token, 'POST', path, given)
    return { status: response.status, answer: (await response.json().catch(() => null)) as never }
  }
  const signedIn = async (login: string, more: object = {}): Promise<Tokens> => {
    const { status, answer } = await post('/api/sessions', body(login, noras, more))
    expect(status).toBe(201)
    return answer as Tokens
  }
  const renewed = (refreshToken: string) => post('/api/sessions/renewal', { refreshToken })
  const isIn = async (token: string) => (await api.send(token, 'GET', '/api/me')).status === 200
  const code = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    )
  const age = (sessionId: string, interval: string) =>
    api.db.query(
      `update tokens set expires_at = expires_at - $2::text::interval, refresh_until = refresh_until - $2::text::interval,
         rotated_at = rotated_at - $2::text::interval, used_at = used_at - $2::text::interval where id = $1::text::bigint`,
      [sessionId, interval],
    )

  describe('with a password', () => {
    it('gives tokens that open the API, whatever the case of the login', async () => {
      const { accessToken } = await signedIn(' Nora ')
      expect((await api.call(accessToken, meRoutes.getMe, {})).login).toBe('nora')
    })
    it('takes a password however the keyboard composed it', async () => {
      await givePasswords(api.db, 'grüne Äpfel am Weg'.normalize('NFKC'))
      expect((await post('/api/sessions', body('nora', 'grüne Äpfel am Weg'.normalize('NFD')))).status).toBe(201)
    })
    it('gives the same answer for a wrong password, an unknown login, no password, no access, and the hash itself', async () => {
      await api.db.query(`update users set password_hash = null where login = 'tim'`)
      await api.db.query(`update users set active = false where login = 'lisa'`)
      const [nora] = await api.db.query<{ hash: string }>(`select password_hash as hash from users where login = 'nora'`)
      const answers = [
        await post('/api/sessions', body('nora', 'falsch')),
        await post('/api/sessions', body('niemand')),
        await post('/api/sessions', body("nora' or '1'='1")),
        await post('/api/sessions', body('tim')),
        await post('/api/sessions', body('lisa')),
        await post('/api/sessions', body('nora', nora!.hash)),
      ]
      expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
      expect(answers[0]).toMatchObject({ status: 401, answer: { code: 'sign-in-wrong' } })
      await api.db.query(`update users set active = true where login = 'lisa'`)
    })
    it('keeps of tokens and passwords nothing that opens anything', async () => {
      const { accessToken, refreshToken } = await signedIn('nora')
      const made = await api.call(accessToken, tokenRoutes.makeToken, { body: { name: 'x', scopes: ['mails.read'], days: 1 } })
      const rows = JSON.stringify(await api.db.query('select t::text as t from tokens t union all select u::text from users u'))
      const attempts = JSON.stringify(await api.db.query('select a::text as t from sign_in_attempts a'))
      for (const secret of [accessToken, refreshToken, ...refreshToken.slice(3).split('.'), made.token, noras])
        for (const form of [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')])
          expect(rows + attempts).not.toContain(form)
      expect(rows).toContain(createHash('sha256').update(accessToken).digest('hex'))
    })
    it('renews an old hash with today’s work', async () => {
      await signedIn('nora')
      const [row] = await api.db.query<{ hash: string }>(`select password_hash as hash from users where login = 'nora'`)
      expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      await signedIn('nora')
    })
    it('refuses what is no sign-in at the door', async () => {
      for (const wrong of [
        {},
        body('nora', ''),
        body('nora', 'x'.repeat(201)),
        { ...body('nora'), admin: true },
        { ...body('nora'), program: 'root' },
      ])
        expect((await post('/api/sessions', wrong)).status).toBe(400)
    })
    it('sets no cookie, and lets no other origin read anything', async () => {
      for (const origin of ['null', 'https://evil.example', 'https://sonnberg.example.evil.example', 'moz-extension://0a1b2c']) {
        const response = await api.send(null, 'POST', '/api/sessions', body('nora'), { Origin: origin })
        const preflight = await api.send(null, 'OPTIONS', '/api/sessions', undefined, {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
        })
        for (const one of [response, preflight]) {
          const names = [...one.headers.keys()]
          expect(names.filter((name) => /^(?:access-control-|set-cookie)/.test(name))).toEqual([])
        }
        expect(response.headers.get('Cache-Control')).toBe('no-store')
      }
    })
  })

  describe('keeps a session', () => {
    it('that is renewed with a refresh token, after which the old tokens are void', async () => {
      const first = await signedIn('nora')
      const { status, answer } = await renewed(first.refreshToken)
      const second = answer as Tokens
      expect(status).toBe(201)
      expect(second.sessionId).toBe(first.sessionId)
      expect([await isIn(first.accessToken), await isIn(second.accessToken)]).toEqual([false, true])
    })
    it('that ends when a refresh token is used after its successor: two have it', async () => {
      const first = await signedIn('nora')
      const second = (await renewed(first.refreshToken)).answer as Tokens
      const third = (await renewed(second.refreshToken)).answer as Tokens
      expect(await renewed(first.refreshToken)).toMatchObject({ status: 401, answer: { code: 'session-ended' } })
      expect(await isIn(third.accessToken)).toBe(false)
      expect((await renewed(third.refreshToken)).status).toBe(401)
    })
    it('that outlives a lost answer: for a minute the same refresh token may ask again', async () => {
      const first = await signedIn('nora')
      const lost = (await renewed(first.refreshToken)).answer as Tokens
      const got = (await renewed(first.refreshToken)).answer as Tokens
      expect([await isIn(lost.accessToken), await isIn(got.accessToken)]).toEqual([false, true])
      // Who answers with the lost one is the other of two.
      expect((await renewed(lost.refreshToken)).status).toBe(401)
      expect(await isIn(got.accessToken)).toBe(false)
    })
    it('and after that minute not', async () => {
      const first = await signedIn('nora')
      const second = (await renewed(first.refreshToken)).answer as Tokens
      await age(first.sessionId, '61 seconds')
      expect((await renewed(first.refreshToken)).status).toBe(401)
      expect(await isIn(second.accessToken)).toBe(false)
    })
    it('that many requests at once renew one after the other, without two good refresh tokens', async () => {
      const first = await signedIn('nora')
      const answers = await Promise.all(Array.from({ length: 5 }, () => renewed(first.refreshToken)))
      const good = answers.filter(({ status }) => status === 201).map(({ answer }) => answer as Tokens)
      expect(good.length).toBeGreaterThan(0)
      expect((await Promise.all(good.map(({ accessToken }) => isIn(accessToken)))).filter(Boolean)).toHaveLength(1)
    })
    it('whose access token lives an hour and whose refresh token lives thirty days', async () => {
      const first = await signedIn('nora')
      await age(first.sessionId, '59 minutes')
      expect(await isIn(first.accessToken)).toBe(true)
      await age(first.sessionId, '2 minutes')
      expect(await isIn(first.accessToken)).toBe(false)
      const second = (await renewed(first.refreshToken)).answer as Tokens
      await age(second.sessionId, '30 days')
      expect((await renewed(second.refreshToken)).status).toBe(401)
    })
    it('that nobody ends who has none of its tokens', async () => {
      const { accessToken, refreshToken } = await signedIn('nora')
      const other = await signedIn('tim')
      const [lasting, changing] = refreshToken.slice(3).split('.')
      for (const guess of [`pr_${changing}.${lasting}`, `pr_${'A'.repeat(43)}.${changing}`, 'pr_', '', accessToken, other.accessToken])
        expect((await renewed(guess)).status).toBeGreaterThanOrEqual(400)
      expect(await isIn(accessToken)).toBe(true)
    })
    it('that its user sees and ends, one or all the others', async () => {
      await api.db.query(`delete from tokens where kind = 'session'`)
      const [desk, panel] = [await signedIn('nora'), await signedIn('nora', { program: 'outlook', name: 'Outlook' })]
      const tims = await signedIn('tim')
      const { items } = await api.call(desk.accessToken, sessionRoutes.listSessions, {})
      expect(items.map(({ name, program, current }) => [name, program, current]).sort()).toEqual([
        ['Firefox, Büro', 'desk', true],
        ['Outlook', 'outlook', false],
      ])
      const end = (sessionId: string) => code(api.call(desk.accessToken, sessionRoutes.endSession, { params: { sessionId } }))
      expect(await end(tims.sessionId)).toBe('record-unknown')
      expect(await end(panel.sessionId)).toBe('done')
      expect(await end(panel.sessionId)).toBe('record-unknown')
      expect([await isIn(panel.accessToken), (await renewed(panel.refreshToken)).status]).toEqual([false, 401])
      const again = await signedIn('nora')
      expect(await api.call(desk.accessToken, sessionRoutes.endOtherSessions, {})).toEqual({ ended: 1 })
      expect([await isIn(again.accessToken), await isIn(desk.accessToken), await isIn(tims.accessToken)]).toEqual([false, true, true])
      await api.call(desk.accessToken, sessionRoutes.signOut, {})
      expect([await isIn(desk.accessToken), (await renewed(desk.refreshToken)).status]).toEqual([false, 401])
    })
    it('that an administrator ends for somebody', async () => {
      const { accessToken } = await signedIn('nora')
      expect(await code(api.call('tim', peopleRoutes.endSessionsOf, { params: { userId: api.id('@user/nora') } }))).toBe('not-allowed')
      const { ended } = await api.call('ada', peopleRoutes.endSessionsOf, { params: { userId: api.id('@user/otto') } })
      expect(ended).toBe(1)
      expect(await isIn(accessToken)).toBe(true)
      await api.db.query(`update tokens set ended_at = null where name = 'Test'`)
    })
    it('of which there are a hundred at most', async () => {
      const first = await signedIn('erp')
      await api.db.query(
        `insert into tokens (kind, user_id, name, program, hash, refresh_hash, refresh_now, used_at, expires_at, refresh_until)
         select 'session', $1, 'n', 'api', sha256(n::text::bytea), sha256(('r' || n)::bytea), '\\x00', now() + interval '1 minute', now() + interval '1 hour', now() + interval '1 day'
         from generate_series(1, 99) n`,
        [api.ids.users.get('erp')],
      )
      await signedIn('erp')
      const [count] = await api.db.query<{ alive: number }>(
        `select count(*)::int as alive from tokens where user_id = $1 and kind = 'session' and ended_at is null`,
        [api.ids.users.get('erp')],
      )
      expect(count).toEqual({ alive: 100 })
      expect(await isIn(first.accessToken)).toBe(false)
    })
    it('whose last use is written every five minutes at most', async () => {
      const { accessToken, sessionId } = await signedIn('nora')
      const used = async () =>
        (await api.db.query<{ at: string }>(`select used_at::text as at from tokens where id = $1::text::bigint`, [sessionId]))[0]!.at
      const before = await used()
      await isIn(accessToken)
      expect(await used()).toBe(before)
      await age(sessionId, '6 minutes')
      const old = await used()
      await isIn(accessToken)
      expect(await used()).not.toBe(old)
    })
  })

  describe('with another password', () => {
    const change = (token: string, current: string, password: string) =>
      code(api.call(token, sessionRoutes.changeMyPassword, { body: { current, password } }))
    it('works after its owner proved the old one, and ends the other sessions', async () => {
      const [here, there] = [await signedIn('nora'), await signedIn('nora')]
      expect(await change(here.accessToken, 'falsch', 'vier Kirschen im Schnee')).toBe('sign-in-wrong')
      expect(await change(here.accessToken, noras, 'vier Kirschen im Schnee')).toBe('done')
      expect([await isIn(here.accessToken), await isIn(there.accessToken)]).toEqual([true, false])
      expect((await post('/api/sessions', body('nora'))).status).toBe(401)
      expect((await post('/api/sessions', body('nora', 'vier Kirschen im Schnee'))).status).toBe(201)
    })
    it('is not for who found a session open and guesses the old one', async () => {
      const { accessToken } = await signedIn('nora')
      const outcomes: string[] = []
      for (let guess = 0; guess < 6; guess++) {
        outcomes.push(await change(accessToken, `falsch${guess}`, 'vier Kirschen im Schnee'))
        await stopTheClock(api.db)
      }
      expect(outcomes).toEqual([...Array(5).fill('sign-in-wrong'), 'sign-in-slow-down'])
    })
    it('must be hard to guess', async () => {
      const { accessToken } = await signedIn('nora')
      for (const weak of ['noranoranora1', 'aaaaaaaaaaaaaaaa', 'Passwort12345678', 'postakte-nora-1'])
        expect(await change(accessToken, noras, weak)).toBe('password-weak')
      expect((await api.send(accessToken, 'PUT', '/api/me/password', { current: noras, password: 'zu kurz' })).status).toBe(400)
    })
    it('given by an administrator ends all that was signed in, tokens too', async () => {
      const { accessToken } = await signedIn('otto')
      const { token } = await api.call(accessToken, tokenRoutes.makeToken, { body: { name: 'x', scopes: ['mails.read'], days: 1 } })
      const give = (as: string, whom: string) =>
        code(
          api.call(as, peopleRoutes.setPassword, {
            params: { userId: api.id(`@user/${whom}`) },
            body: { password: 'fünf Pflaumen im Wind' },
          }),
        )
      expect(await give('nora', 'otto')).toBe('not-allowed')
      expect(await give('ada', 'ada')).toBe('password-own')
      expect(await give('ada', 'otto')).toBe('done')
      expect([await isIn(accessToken), await isIn(token)]).toEqual([false, false])
      expect((await post('/api/sessions', body('otto', 'fünf Pflaumen im Wind'))).status).toBe(201)
    })
  })

  describe('by a personal access token', () => {
    const make = (token: string, scopes: string[], days = 90) =>
      api.call(token, tokenRoutes.makeToken, { body: { name: 'Abgleich', scopes: scopes as never, days } })
    it('carries what it was made for, and is shown once', async () => {
      const { accessToken } = await signedIn('nora')
      const made = await make(accessToken, ['contacts.read', 'mails.read'])
      expect((await api.call(made.token, meRoutes.getMe, {})).permissions.sort()).toEqual(['contacts.read', 'mails.read'])
      const { items } = await api.call(accessToken, tokenRoutes.listTokens, {})
      expect(items[0]).toMatchObject({ id: made.id, name: 'Abgleich', scopes: ['contacts.read', 'mails.read'] })
      expect(JSON.stringify(items)).not.toContain(made.token)
    })
    it('never carries more than its user has, then or now', async () => {
      const { accessToken } = await signedIn('nora')
      expect(await code(make(accessToken, ['users.manage']))).toBe('scope-beyond-yours')
      const { token } = await make(accessToken, ['contacts.read', 'mails.file'])
      await api.db.query(`update user_roles set role_id = $2 where user_id = $1`, [api.ids.users.get('nora'), api.ids.roles.get('reader')])
      expect((await api.call(token, meRoutes.getMe, {})).permissions).toEqual(['contacts.read'])
      await api.db.query(`update user_roles set role_id = $2 where user_id = $1`, [api.ids.users.get('nora'), api.ids.roles.get('agent')])
    })
    it('gets nothing that is more than it is: no token, no session, no password, no program signed in', async () => {
      const { token } = await make((await signedIn('ada')).accessToken, ['contacts.read', 'users.manage'])
      const tries: [string, string, unknown?][] = [
        ['POST', '/api/tokens', { name: 'x', scopes: ['contacts.read'], days: 1 }],
        ['GET', '/api/tokens'],
        ['DELETE', '/api/tokens/1'],
        ['GET', '/api/sessions'],
        ['DELETE', '/api/sessions'],
        ['DELETE', '/api/sessions/1'],
        ['PUT', '/api/me/password', { current: noras, password: 'vier Kirschen im Schnee' }],
        ['POST', '/api/device/request', { userCode: 'BCDFGHJK' }],
        ['POST', '/api/device/confirmation', { userCode: 'BCDFGHJK' }],
        ['POST', '/api/device/refusal', { userCode: 'BCDFGHJK' }],
      ]
      for (const [method, path, given] of tries) {
        const response = await api.send(token, method, path, given)
        expect([method, path, response.status, ((await response.json()) as { code: string }).code]).toEqual([
          method,
          path,
          403,
          'session-needed',
        ])
      }
      // It manages users, but may do less than they: it takes over nobody.
      const password = { password: 'vier Kirschen im Schnee' }
      expect(await code(api.call(token, peopleRoutes.setPassword, { params: { userId: api.id('@user/nora') }, body: password }))).toBe(
        'user-beyond-yours',
      )
    })
    it('ends when its time is over, or by its user alone', async () => {
      const { accessToken } = await signedIn('nora')
      const made = await make(accessToken, ['mails.read'])
      const end = (token: string) => code(api.call(token, tokenRoutes.endToken, { params: { tokenId: made.id } }))
      expect(await end((await signedIn('tim')).accessToken)).toBe('record-unknown')
      expect(await isIn(made.token)).toBe(true)
      expect(await end(accessToken)).toBe('done')
      expect(await isIn(made.token)).toBe(false)
      const other = await make(accessToken, ['mails.read'], 1)
      await age(other.id, '25 hours')
      expect(await isIn(other.token)).toBe(false)
      expect((await api.call(accessToken, tokenRoutes.listTokens, {})).items.map(({ id }) => id)).not.toContain(other.id)
    })
  })

  it('believes no header of a proxy about who one is', async () => {
    for (const header of ['X-Forwarded-User', 'X-Remote-User', 'Remote-User', 'X-Auth-Request-User'])
      expect((await api.send(null, 'GET', '/api/me', undefined, { [header]: 'ada' })).status).toBe(401)
    const { accessToken } = await signedIn('nora')
    expect((await api.send(null, 'GET', `/api/me?access_token=${accessToken}`)).status).toBe(401)
    expect((await api.send(null, 'GET', '/api/me', undefined, { Cookie: `token=${accessToken}` })).status).toBe(401)
    expect((await api.send(accessToken, 'GET', '/api/me', undefined, { 'X-Forwarded-User': 'ada' })).status).toBe(200)
  })
})
