import { meRoutes } from '@postakte/shared/api/me'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { FakeHost, memoryStore } from '../host/fake-host'
import { HandOver } from './hand-over'
import { Session } from './session'

const base = 'https://crm.sonnberg.example'
const nora = {
  id: 2,
  login: 'nora',
  name: 'Nora Stein',
  address: null,
  language: null,
  permissions: [],
  teams: [],
  absence: null,
  standsInFor: [],
}
const problem = (code: string, status: number) => HttpResponse.json({ code, title: code, status }, { status })

/** The server's side of a session: which tokens are good, and each use of them. */
function house(server: ReturnType<typeof setupServer>) {
  const at = { access: 'a1', refresh: 'r1', renewals: 0, ended: false }
  const until = '2026-03-02T10:00:00.000Z'
  const tokens = () => ({ sessionId: '7', accessToken: at.access, accessUntil: until, refreshToken: at.refresh, refreshUntil: until })
  server.use(
    http.get(`${base}/api/me`, ({ request }) =>
      request.headers.get('Authorization') === `Bearer ${at.access}` ? HttpResponse.json(nora) : problem('login-needed', 401),
    ),
    http.post(`${base}/api/sessions/renewal`, async ({ request }) => {
      const { refreshToken } = (await request.json()) as { refreshToken: string }
      if (at.ended || refreshToken !== at.refresh) return problem('session-ended', 401)
      at.renewals++
      at.access = `a${at.renewals + 1}`
      at.refresh = `r${at.renewals + 1}`
      return HttpResponse.json(tokens(), { status: 201 })
    }),
  )
  return { at, tokens }
}

describe('a session', () => {
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
  const begin = async (store = memoryStore()) => {
    const session = new Session({ base, store, language: () => 'de' })
    await session.start()
    return session
  }

  it('is kept when the panel is closed', async () => {
    const { tokens } = house(server)
    const store = memoryStore()
    const first = await begin(store)
    expect(first.state.get()).toBe('signed-out')
    await first.signIn(tokens())
    const second = await begin(store)
    expect(second.state.get()).toBe('signed-in')
    expect((await second.ask(meRoutes.getMe, {})).name).toBe('Nora Stein')
  })
  it('is renewed once for all calls that need it', async () => {
    const { at, tokens } = house(server)
    const session = await begin()
    await session.signIn({ ...tokens(), accessToken: 'expired' })
    const all = await Promise.all([1, 2, 3].map(() => session.ask(meRoutes.getMe, {})))
    expect(all.map(({ login }) => login)).toEqual(['nora', 'nora', 'nora'])
    expect(at.renewals).toBe(1)
  })
  it('takes over what another window of the program renewed', async () => {
    const { at, tokens } = house(server)
    const store = memoryStore()
    const one = await begin(store)
    await one.signIn({ ...tokens(), accessToken: 'expired' })
    const other = await begin(store)
    await other.ask(meRoutes.getMe, {})
    expect((await one.ask(meRoutes.getMe, {})).login).toBe('nora')
    expect(at.renewals).toBe(1)
  })
  it('that the server ended is over, and says so', async () => {
    const { at, tokens } = house(server)
    const store = memoryStore()
    const session = await begin(store)
    await session.signIn({ ...tokens(), accessToken: 'expired' })
    at.ended = true
    await expect(session.ask(meRoutes.getMe, {})).rejects.toMatchObject({ code: 'login-needed' })
    expect([session.state.get(), await store.get('tokens')]).toEqual(['ended', null])
  })
  it('stays when the server is away', async () => {
    const { tokens } = house(server)
    const session = await begin()
    await session.signIn({ ...tokens(), accessToken: 'expired' })
    server.use(http.post(`${base}/api/sessions/renewal`, () => HttpResponse.error()))
    await expect(session.ask(meRoutes.getMe, {})).rejects.toMatchObject({ code: 'server-unreachable' })
    expect(session.state.get()).toBe('signed-in')
  })
  it('ends here also when the server cannot be told', async () => {
    const { tokens } = house(server)
    const session = await begin()
    await session.signIn(tokens())
    server.use(http.delete(`${base}${sessionRoutes.signOut.path}`, () => HttpResponse.error()))
    await session.signOut()
    expect(session.state.get()).toBe('signed-out')
  })

  describe('begins in the browser', () => {
    const started = {
      deviceCode: 'd',
      userCode: 'WDJB-MJHT',
      verificationUri: `${base}/sign-in/device`,
      verificationUriComplete: `${base}/sign-in/device#WDJB-MJHT`,
      interval: 5,
      expiresIn: 600,
    }
    /** Answers of the server, in order; the last one stays. */
    const answering = (...answers: (() => Response)[]) => {
      server.use(
        http.post(`${base}/api/device`, () => HttpResponse.json(started, { status: 201 })),
        http.post(`${base}/api/device/token`, () => (answers.length > 1 ? answers.shift()! : answers[0]!)() as never),
      )
    }
    const waits: number[] = []
    const set = async (host = new FakeHost()) => {
      waits.length = 0
      const session = await begin(host.store)
      return { host, session, handOver: new HandOver(session, host, async (seconds) => void waits.push(seconds)) }
    }

    it('with a code, a page that opens by itself, and as few questions as the server asks for', async () => {
      const { tokens } = house(server)
      answering(
        () => problem('authorization_pending', 400),
        () => problem('slow_down', 400),
        () => HttpResponse.json(tokens(), { status: 201 }),
      )
      const { host, session, handOver } = await set()
      const states: string[] = []
      handOver.state.watch(() => states.push(handOver.state.get().step))
      await handOver.begin('Outlook, Büro')
      expect(states).toEqual(['beginning', 'waiting', 'none'])
      expect(waits).toEqual([5, 5, 10])
      expect(session.state.get()).toBe('signed-in')
      expect(host.deeds).toEqual([{ did: 'open-page', address: started.verificationUriComplete }])
      expect(await host.store.get('hand-over')).toBeNull()
    })
    it('and says when it was refused there, or took too long', async () => {
      house(server)
      for (const [code, why] of [
        ['access_denied', 'refused'],
        ['expired_token', 'expired'],
      ] as const) {
        answering(() => problem(code, 400))
        const { session, handOver } = await set()
        await handOver.begin('Outlook')
        expect([handOver.state.get(), session.state.get()]).toEqual([{ step: 'failed', why }, 'signed-out'])
      }
    })
    it('and goes on after the panel was closed, or the server away for a while', async () => {
      const { tokens } = house(server)
      answering(
        () => HttpResponse.error(),
        () => HttpResponse.json(tokens(), { status: 201 }),
      )
      const host = new FakeHost()
      await host.store.set(
        'hand-over',
        JSON.stringify({ deviceCode: 'd', userCode: 'WDJB-MJHT', page: started.verificationUriComplete, interval: 5 }),
      )
      const { session, handOver } = await set(host)
      await handOver.resume()
      expect(session.state.get()).toBe('signed-in')
    })
    it('and is given up by the user', async () => {
      house(server)
      answering(() => problem('authorization_pending', 400))
      const { session, handOver, host } = await set()
      handOver.state.watch(() => handOver.state.get().step === 'waiting' && queueMicrotask(() => handOver.stop()))
      await handOver.begin('Outlook')
      expect([handOver.state.get().step, session.state.get(), await host.store.get('hand-over')]).toEqual(['none', 'signed-out', null])
    })
    it('and cannot begin while the server is away', async () => {
      server.use(http.post(`${base}/api/device`, () => HttpResponse.error()))
      const { handOver } = await set()
      await handOver.begin('Outlook')
      expect(handOver.state.get()).toMatchObject({ step: 'failed', why: { code: 'server-unreachable' } })
    })
  })
})
