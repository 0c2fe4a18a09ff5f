import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FakeHost } from '../host/fake-host'
import { Session } from './session'
import { keepSignedIn, signInSilently } from './silent-sign-in'

const base = 'https://crm.sonnberg.example'
const microsoft = { tenant: 't', clientId: 'c', authority: 'https://login.microsoftonline.com', scope: 'api://c/access_as_user' }
const until = '2026-03-02T10:00:00.000Z'
const tokens = { sessionId: '7', accessToken: 'a1', accessUntil: until, refreshToken: 'r1', refreshUntil: until }

describe('signing in by the account in the mail program', () => {
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())

  const house = (ways: typeof microsoft | null = microsoft) => {
    const taken: unknown[] = []
    server.use(
      http.get(`${base}/api/sign-in-ways`, () => HttpResponse.json({ company: false, microsoft: ways })),
      http.post(`${base}/api/sessions/microsoft`, async ({ request }) => {
        taken.push(await request.json())
        return HttpResponse.json(tokens, { status: 201 })
      }),
      http.delete(`${base}/api/session`, () => new HttpResponse(null, { status: 204 })),
    )
    return taken
  }
  const begin = async (host: FakeHost) => {
    const session = new Session({ base, store: host.store, language: () => 'de' })
    await session.start()
    return session
  }

  it('takes the token that the program gives, and asks nobody', async () => {
    const taken = house()
    const host = new FakeHost()
    host.token = 'office-token'
    const session = await begin(host)
    await signInSilently(session, host)
    expect(session.state.get()).toBe('signed-in')
    expect(taken).toEqual([{ token: 'office-token', program: 'outlook', name: 'Outlook' }])
  })
  it('leaves it to the browser where the server, the program or the account cannot', async () => {
    const taken = house(null)
    const host = new FakeHost()
    host.token = 'office-token'
    const session = await begin(host)
    await signInSilently(session, host)
    house()
    host.token = null
    await signInSilently(session, host)
    await signInSilently(session, new FakeHost({ cannot: ['silent-sign-in'], store: host.store }))
    expect([session.state.get(), taken]).toEqual(['signed-out', []])
  })
  it('lets alone who signed out by a click, also after a restart, until they sign in again', async () => {
    const taken = house()
    const host = new FakeHost()
    host.token = 'office-token'
    const first = await begin(host)
    await signInSilently(first, host)
    await first.signOut()
    const second = await begin(host)
    await signInSilently(second, host)
    expect([second.state.get(), taken.length]).toEqual(['signed-out', 1])
    await second.signIn(tokens)
    expect(await second.leftByClick()).toBe(false)
  })
  it('goes on by itself when the server has ended the session', async () => {
    const taken = house()
    const host = new FakeHost()
    const session = await begin(host)
    await session.signIn(tokens)
    keepSignedIn(session, host)
    host.token = 'office-token'
    session.state.set('ended')
    await expect.poll(() => session.state.get()).toBe('signed-in')
    expect(taken).toHaveLength(1)
  })
})
