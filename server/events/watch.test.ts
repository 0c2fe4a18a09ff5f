import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type WatchEnd, type WatchOptions, watchEvents } from '@postakte/shared/api/event-stream'
import { meRoutes } from '@postakte/shared/api/me'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { app } from '../app'
import { databases } from '../testing/databases'
import { startCuttingProxy } from '../testing/tcp-proxy'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'
import { Live } from './live'

interface RealServer {
  readonly base: string
  readonly sockets: ReadonlySet<Socket>
  readonly live: Live
  /** As if its process were gone. */
  kill(): Promise<void>
}

interface Watcher {
  readonly heard: string[]
  readonly anew: string[]
  readonly connected: boolean[]
  readonly end: Promise<WatchEnd>
  stop(): void
}

describe.each(databases)('a panel that watches over the network on $name', (database) => {
  let house: TwoServers
  let servers: RealServer[] = []
  const watchers: Watcher[] = []
  beforeAll(async () => {
    house = await startTwoServers(database)
  })
  afterEach(async () => {
    for (const one of watchers.splice(0)) one.stop()
    await Promise.all(servers.map((one) => one.kill()))
    servers = []
  })
  afterAll(() => house.close())

  async function startServer(at: 0 | 1): Promise<RealServer> {
    const db = house.dbs[at]
    const live = new Live({ db, log: pino({ level: 'silent' }), everyMillis: 200, rightsMillis: 200, mostStreamsOfUser: 200 })
    await live.start()
    const server = createAdaptorServer({ fetch: app({ db, intake: house.intake, config: house.config, live }).fetch }) as Server
    const sockets = new Set<Socket>()
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const real = {
      base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      sockets,
      live,
      kill: async () => {
        for (const socket of sockets) socket.destroy()
        await new Promise((resolve) => server.close(resolve))
        await live.stop()
      },
    }
    servers.push(real)
    return real
  }

  function watch(login: string, base: WatchOptions['base'], options: Partial<WatchOptions> = {}): Watcher {
    const stop = new AbortController()
    const seen = { heard: [] as string[], anew: [] as string[], connected: [] as boolean[] }
    const end = watchEvents({
      base,
      token: () => house.token(login),
      signal: stop.signal,
      onEvent: ({ data }) => seen.heard.push(String(data.id)),
      onAnew: (reason) => seen.anew.push(reason),
      onConnected: (is) => seen.connected.push(is),
      // Nobody waits for long in a test.
      random: () => 0,
      ...options,
    })
    const watcher = { ...seen, end, stop: () => stop.abort() }
    watchers.push(watcher)
    return watcher
  }
  const happen = (...ids: readonly string[]) => house.happen(...ids.map((id) => ({ kind: 'case' as const, audiences: [0], data: { id } })))
  const connected = (...all: readonly Watcher[]) => until(() => all.every((one) => one.connected.at(-1) === true))

  it('hears at once what happens, and nothing more when it stops; the server forgets it', async () => {
    const server = await startServer(0)
    const watcher = watch('nora', server.base, { kinds: ['case'], records: ['case:1', 'case:3'] })
    await connected(watcher)
    await happen('1', '2', '3')
    await until(() => watcher.heard.length === 2)
    expect([watcher.heard, watcher.anew]).toEqual([['1', '3'], []])
    watcher.stop()
    expect(await watcher.end).toBe('stopped')
    await until(() => server.live.size === 0)
  })
  it('hears all once though a hundred panels lose their server, and no click is lost', async () => {
    const [first, second] = [await startServer(0), await startServer(1)]
    let base = first.base
    const all = Array.from({ length: 100 }, (_, at) => watch(['nora', 'tim', 'ruth', 'ada'][at % 4]!, () => base))
    await connected(...all)
    await happen('1', '2')
    await until(() => all.every(({ heard }) => heard.length === 2))
    base = second.base
    await first.kill()
    await happen('3')
    await until(() => all.every(({ heard }) => heard.length === 3))
    expect(new Set(all.map(({ heard }) => heard.join()))).toEqual(new Set(['1,2,3']))
    // The panel sends again what it was not sure of: with its key it happens once.
    const click = (key: string) =>
      fetch(`${base}/api/webhooks`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${house.token('ada')}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify({ name: key, url: 'https://erp.sonnberg.example/', kinds: ['case'] }),
      })
    expect((await Promise.all([click('k'), click('k'), click('k')])).map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(await house.db.query(`select 1 from webhooks where name = 'k'`)).toHaveLength(1)
  })
  it('hears all once through a line that is cut after any number of bytes', async () => {
    const server = await startServer(0)
    const cutting = await startCuttingProxy(Number(new URL(server.base).port), () => 800 + Math.floor(Math.random() * 300))
    const watcher = watch('nora', `http://127.0.0.1:${cutting.port}`)
    await connected(watcher)
    const ids = Array.from({ length: 60 }, (_, at) => `${at + 1}`)
    for (const id of ids) await happen(id)
    await until(() => watcher.heard.length >= 60)
    expect(watcher.heard).toEqual(ids)
    expect(cutting.cuts()).toBeGreaterThan(5)
    watcher.stop()
    await cutting.stop()
  })
  it('is told that it must sign in, and does not ask again and again', async () => {
    const { base } = await startServer(0)
    const stranger = watch('nora', base, { token: () => 'guessed' })
    expect(await stranger.end).toBe('signed-out')
    const careless = watch('nora', base, { records: ['*'] })
    expect(await careless.end).toBe('refused')
  })
  it('takes a renewed token, and ends when the session does', async () => {
    const { base, live } = await startServer(0)
    const tokens = ['old', house.token('nora')]
    const watcher = watch('nora', base, { token: () => (tokens.length > 1 ? tokens.shift()! : tokens[0]!) })
    await connected(watcher)
    await house.db.query(`update tokens set ended_at = now() where user_id = $1`, [house.ids.users.get('nora')])
    expect(await watcher.end).toBe('signed-out')
    await until(() => live.size === 0)
    await house.db.query(`update tokens set ended_at = null where user_id = $1`, [house.ids.users.get('nora')])
  })
  it('loads anew when its rights changed, and when it was away for too long', async () => {
    const { base } = await startServer(0)
    const [watcher, late] = [watch('tim', base), watch('nora', base, { after: '999999999' })]
    await connected(watcher, late)
    await until(() => late.anew.length === 1)
    await house.db.query(`insert into team_members (team_id, user_id) select id, $1 from teams where name = 'Personal'`, [
      house.ids.users.get('tim'),
    ])
    await until(() => watcher.anew.length === 1)
    expect([watcher.anew, late.anew]).toEqual([['rights-changed'], ['unknown-place']])
    await connected(watcher)
    await house.happen({ kind: 'case', audiences: [house.ids.teams.get('Personal')!], data: { id: 'now his, too' } })
    await until(() => watcher.heard.length === 1)
    await house.db.query(`delete from team_members where user_id = $1 and team_id = (select id from teams where name = 'Personal')`, [
      house.ids.users.get('tim'),
    ])
  })
  it('does not try again what its own code made of an event', async () => {
    const { base, live } = await startServer(0)
    const clumsy = watch('nora', base, {
      onEvent: () => {
        throw new Error('a mistake of the panel')
      },
    })
    const failed = expect(clumsy.end).rejects.toThrow('a mistake of the panel')
    await connected(clumsy)
    await happen('1')
    await failed
    await until(() => live.size === 0)
  })
  it('that reads nothing at all is cut off, and its socket closed', async () => {
    const server = await startServer(0)
    const { connect } = await import('node:net')
    const silent = connect(Number(new URL(server.base).port), '127.0.0.1')
    await new Promise<void>((resolve) => silent.once('connect', () => resolve()))
    silent.pause()
    silent.write(`GET /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${house.token('nora')}\r\n\r\n`)
    silent.on('error', () => {})
    await until(() => server.live.size === 1)
    const pad = 'x'.repeat(2_000)
    const many = Array.from({ length: 100 }, (_, at) => ({ kind: 'case' as const, audiences: [0], data: { id: String(at), pad } }))
    while (server.live.size > 0) await house.happen(...many)
    await until(() => server.sockets.size === 0)
    silent.destroy()
    expect(await house.call('nora', meRoutes.getMe, {})).toMatchObject({ login: 'nora' })
  })
})
