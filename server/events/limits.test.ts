import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { databases } from '../testing/databases'
import type { Listener } from '../testing/listener'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'

const manyEvents = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ kind: 'case' as const, audiences: [0], data: { id: String(at + 1), pad: 'x'.repeat(200) } }))

describe.each(databases)('many and slow clients on $name', (database) => {
  let house: TwoServers
  beforeAll(async () => {
    house = await startTwoServers(database, { mostStreamsOfUser: 5 })
  })
  afterAll(() => house.close())

  it('a user has so many streams: the oldest gives way', async () => {
    const all: Listener[] = []
    for (let times = 0; times < 7; times++) all.push(await house.listen('nora'))
    const tim = await house.listen('tim')
    await until(() => house.lives[0].size === 6)
    await until(() => all.slice(0, 2).every((one) => one.ended()))
    const last = (at: number) => all[at]!.messages.at(-1)
    expect([last(0), last(1)].map((message) => message && [message.event, JSON.parse(message.data).reason])).toEqual([
      ['bye', 'too-many-streams'],
      ['bye', 'too-many-streams'],
    ])
    expect([...all.slice(2), tim].map((one) => one.ended())).not.toContain(true)
    await Promise.all([...all, tim].map((one) => one.leave()))
    await until(() => house.lives[0].size === 0)
  })
  it('one that does not read is cut off, holds up nobody, and resumes without a gap', async () => {
    const asleep = await house.listen('nora', { asleep: true })
    const awake = await house.listen('tim')
    await until(() => awake.lastId() !== null)
    const start = awake.lastId()
    expect(house.lives[0].size).toBe(2)
    for (let times = 0; times < 10; times++) await house.happen(...manyEvents(150))
    await until(() => awake.changes().length === 1_500)
    await until(() => house.lives[0].size === 1)
    await asleep.leave()
    const again = await house.listen('nora', { lastEventId: start })
    await until(() => again.changes().length >= 1_500)
    expect(again.changes().map(({ id }) => id)).toEqual(awake.changes().map(({ id }) => id))
    await Promise.all([again.leave(), awake.leave()])
  })
  it('one that does not read while it catches up waits for its reader, and is forgotten when it goes', async () => {
    await house.happen(...manyEvents(3_000))
    const asleep = await house.listen('nora', { asleep: true, lastEventId: '0' })
    await until(async () => house.lives[0].size === 1)
    await asleep.leave()
    await until(() => house.lives[0].size === 0)
  })
})

describe.each(databases)('a server on $name', (database) => {
  // Each question to the embedded database holds up everything else.
  const clients = database.name === 'embedded' && databases.length > 1 ? 2_000 : 10_000
  let house: TwoServers
  const warnings: Error[] = []
  const warned = (warning: Error) => warnings.push(warning)
  beforeAll(async () => {
    process.on('warning', warned)
    house = await startTwoServers(database, { heartbeatMillis: 20 })
  })
  afterEach(() => void warnings.splice(0))
  afterAll(async () => {
    process.off('warning', warned)
    await house.close()
  })

  it('says now and then that it is there, and how far its client has heard, also when nothing is for it', async () => {
    const lisa = await house.listen('lisa', { query: '?kinds=case' })
    await until(() => lisa.lastId() !== null)
    const before = Number(lisa.lastId())
    await house.happen({ kind: 'todo', audiences: [0], data: { id: '1' } })
    await until(() => Number(lisa.lastId()) > before)
    expect(lisa.messages.map(({ event }) => event)).toEqual(['hello'])
    await lisa.leave()
  })
  it(`stays as it was after ${clients} clients came and went`, async () => {
    setFlagsFromString('--expose_gc')
    const collect = runInNewContext('gc') as () => void
    const comeAndGo = async (times: number) => {
      for (let done = 0; done < times; done += 20) {
        const all = await Promise.all(Array.from({ length: 20 }, (_, at) => house.listen(['nora', 'tim', 'ruth'][at % 3]!)))
        if (done % 1_000 === 0) await house.happen({ kind: 'case', audiences: [0], data: { id: '1' } })
        await Promise.all(all.map((one) => one.leave()))
      }
      // Whose turn comes last: nothing of the others waits any more.
      const last = await house.listen('nora')
      await house.happen({ kind: 'case', audiences: [0], data: { id: '1' } })
      await until(() => last.messages.some(({ event }) => event === 'change'))
      await last.leave()
    }
    await comeAndGo(1_000)
    collect()
    const before = process.memoryUsage().heapUsed
    await comeAndGo(clients - 1_000)
    collect()
    expect(house.lives[0].size).toBe(0)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(8 * 1024 ** 2)
    expect(warnings).toEqual([])
  }, 300_000)
  it('ends every stream at once when it stops, and takes no new one', async () => {
    const all = await Promise.all(['nora', 'tim', 'ruth', 'ada'].map((login) => house.listen(login, { at: 1 })))
    await until(() => all.every((one) => one.lastId() !== null))
    await house.lives[1].stop()
    await until(() => all.every((one) => one.ended()))
    expect(all.map((one) => JSON.parse(one.messages.at(-1)!.data).reason)).toEqual(Array(4).fill('server-stops'))
    await expect(house.lives[1].open({} as never, null, {})).rejects.toMatchObject({ code: 'server-busy' })
  })
})
