import { deviceRoutes } from '@postakte/shared/api/device'
import { meRoutes } from '@postakte/shared/api/me'
import { peopleRoutes } from '@postakte/shared/api/people'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../testing/api'
import { databases } from '../testing/databases'
import { stopTheClock } from '../testing/passwords'

interface Started {
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUri: string
  readonly verificationUriComplete: string
}

describe.each(databases)('signing a panel in through the browser, on $name', (database) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await database.open('world'), { POSTAKTE_URL: 'https://postakte.sonnberg.example/' })
  })
  beforeEach(() => api.db.query('delete from sign_in_attempts'))
  afterAll(async () => {
    await api.close()
    await database.close()
  })

  const start = async (address = '192.0.2.1', name = 'Outlook, Büro'): Promise<Started> =>
    (await api.sendFrom(address, null, 'POST', '/api/device', { program: 'outlook', name })).json() as never
  /** Code of the problem, or the access token. */
  const poll = async ({ deviceCode }: Started): Promise<{ code?: string; accessToken?: string }> =>
    (await api.send(null, 'POST', '/api/device/token', { deviceCode })).json() as never
  const answer = async (login: string | null, what: 'request' | 'confirmation' | 'refusal', userCode: string, address = '192.0.2.1') => {
    const response = await api.sendFrom(address, login, 'POST', `/api/device/${what}`, { userCode })
    return response.status === 204 ? 'done' : ((await response.json()) as { code?: string; name?: string; sameAddress?: boolean })
  }
  const later = (seconds: number) =>
    api.db.query(
      `update device_sign_ins set asked_at = asked_at - $1::int * interval '1 second', expires_at = expires_at - $1::int * interval '1 second'`,
      [seconds],
    )

  /** A minute ahead, so that a slow machine does not make it long ago. */
  const askedJustNow = () => api.db.query(`update device_sign_ins set asked_at = clock_timestamp() + interval '1 minute'`)

  it('shows a code without look-alikes, and the page where it is typed, which no header of the caller decides', async () => {
    const started = await start()
    expect(started).toMatchObject({
      userCode: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verificationUri: 'https://postakte.sonnberg.example/sign-in/device',
      interval: 5,
      expiresIn: 600,
    })
    expect(started.verificationUriComplete).toBe(`https://postakte.sonnberg.example/sign-in/device#${started.userCode}`)
    const forged = await api.send(
      null,
      'POST',
      '/api/device',
      { program: 'outlook', name: 'x' },
      { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' },
    )
    expect(((await forged.json()) as Started).verificationUri).toBe('https://postakte.sonnberg.example/sign-in/device')
  })
  it('gives the tokens once, after the user has confirmed', async () => {
    const started = await start()
    expect(await poll(started)).toMatchObject({ code: 'authorization_pending' })
    expect(await answer('nora', 'request', started.userCode)).toMatchObject({
      program: 'outlook',
      name: 'Outlook, Büro',
      address: '192.0.2.1',
      sameAddress: true,
    })
    expect(await answer('nora', 'confirmation', started.userCode.toLowerCase().replace('-', ' '))).toBe('done')
    const { accessToken } = await poll(started)
    expect((await api.call(accessToken!, meRoutes.getMe, {})).login).toBe('nora')
    expect((await api.call(accessToken!, sessionRoutes.listSessions, {})).items).toMatchObject([
      { name: 'Outlook, Büro', program: 'outlook', current: true },
    ])
    expect(await poll(started)).toMatchObject({ code: 'expired_token' })
  })
  it('gives them once to several who ask at the same moment', async () => {
    const started = await start()
    await answer('nora', 'confirmation', started.userCode)
    const got = await Promise.all(Array.from({ length: 5 }, () => poll(started)))
    expect(got.filter(({ accessToken }) => accessToken)).toHaveLength(1)
  })
  it('tells whoever asks too often to wait longer, and whoever waits that it goes on', async () => {
    const started = await start()
    expect(await poll(started)).toMatchObject({ code: 'authorization_pending' })
    await askedJustNow()
    expect(await poll(started)).toMatchObject({ code: 'slow_down' })
    await askedJustNow()
    await later(62)
    expect(await poll(started)).toMatchObject({ code: 'slow_down' })
    await later(16)
    expect(await poll(started)).toMatchObject({ code: 'authorization_pending' })
  })
  it('gives nothing when the user refuses, and nothing after ten minutes', async () => {
    const refused = await start()
    expect(await answer('nora', 'refusal', refused.userCode)).toBe('done')
    expect(await poll(refused)).toMatchObject({ code: 'access_denied' })
    expect(await poll(refused)).toMatchObject({ code: 'expired_token' })
    const old = await start()
    await answer('nora', 'confirmation', old.userCode)
    await later(601)
    expect(await poll(old)).toMatchObject({ code: 'expired_token' })
    const forgotten = await start()
    await later(601)
    expect(await answer('nora', 'confirmation', forgotten.userCode)).toMatchObject({ code: 'code-unknown' })
  })
  it('takes the first answer and no other', async () => {
    const started = await start()
    expect(await answer('nora', 'refusal', started.userCode)).toBe('done')
    expect(await answer('tim', 'confirmation', started.userCode)).toMatchObject({ code: 'code-unknown' })
    expect(await poll(started)).toMatchObject({ code: 'access_denied' })
  })
  it('gives nothing to a panel whose user has lost access meanwhile', async () => {
    const started = await start()
    await answer('otto', 'confirmation', started.userCode)
    await api.db.query(`update users set active = false where login = 'otto'`)
    expect(await poll(started)).toMatchObject({ code: 'expired_token' })
    await api.db.query(`update users set active = true where login = 'otto'`)
  })
  it('gives nothing to a panel that somebody confirmed with a session that was taken back meanwhile', async () => {
    const [one, other] = [await start(), await start()]
    await answer('tim', 'confirmation', one.userCode)
    await api.call('tim', sessionRoutes.endOtherSessions, {})
    expect(await poll(one)).toMatchObject({ code: 'expired_token' })
    await answer('tim', 'confirmation', other.userCode)
    const password = { password: 'fünf Pflaumen im Wind' }
    await api.call('ada', peopleRoutes.setPassword, { params: { userId: api.id('@user/tim') }, body: password })
    expect(await poll(other)).toMatchObject({ code: 'expired_token' })
    expect((await answer('tim', 'confirmation', (await start()).userCode)) as object).toMatchObject({ code: 'login-needed' })
    await api.db.query(`update tokens set ended_at = null where name = 'Test'`)
  })
  it('is confirmed by nobody who is not signed in, and not by knowing the device code', async () => {
    const started = await start()
    expect(await answer(null, 'confirmation', started.userCode)).toMatchObject({ code: 'login-needed' })
    expect((await api.send(started.deviceCode, 'GET', '/api/me')).status).toBe(401)
    expect((await api.send('nora', 'GET', `/api/device/confirmation?userCode=${started.userCode}`)).status).toBe(404)
    expect((await poll({ ...started, deviceCode: started.userCode })).code).toBe('expired_token')
  })
  it('shows from where it was asked for, and warns when that is elsewhere', async () => {
    const started = await start('198.51.100.66', '<img src=x>\u202egnp.exe')
    expect(await answer('nora', 'request', started.userCode)).toMatchObject({
      name: '<img src=x>\u202egnp.exe',
      address: '198.51.100.66',
      sameAddress: false,
    })
  })
  it('is not guessed: after a few codes that do not exist, each further one costs ever more time', async () => {
    const statuses: (string | undefined)[] = []
    for (let guess = 0; guess < 12; guess++) {
      const said = await answer('tim', 'request', `BCDFGHJ${'BCDFGHJKLMNP'[guess]}`, `192.0.2.${guess}`)
      statuses.push(typeof said === 'string' ? said : said.code)
      await stopTheClock(api.db)
    }
    expect(statuses.indexOf('sign-in-slow-down')).toBe(10)
    const started = await start()
    expect(await answer('tim', 'confirmation', started.userCode)).toMatchObject({ code: 'sign-in-slow-down' })
    expect(await answer('nora', 'confirmation', started.userCode, '192.0.2.99')).toBe('done')
  })
  it('is begun so often from one address, and from others meanwhile', async () => {
    const statuses: number[] = []
    for (let time = 0; time < 62; time++) {
      statuses.push((await api.sendFrom('203.0.113.5', null, 'POST', '/api/device', { program: 'api', name: 'x' })).status)
      await stopTheClock(api.db)
    }
    expect(statuses.indexOf(429)).toBe(60)
    expect((await start('203.0.113.6')).userCode).toBeDefined()
    await later(601)
    await start('203.0.113.6')
    expect(await api.db.query('select count(*)::int as count from device_sign_ins')).toEqual([{ count: 1 }])
  })
  it('refuses codes of another shape at the door', async () => {
    for (const wrong of ['', 'AAAA-AAAA', 'BCDFGHJ', 'BCDFGHJKL', "BCDFGHJ' or 1"])
      expect((await api.send('nora', 'POST', '/api/device/request', { userCode: wrong })).status).toBe(400)
    expect(deviceRoutes.startDevice.body.safeParse({ program: 'outlook', name: '  \u0000 ' }).success).toBe(false)
  })
})
