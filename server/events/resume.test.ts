import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../db/db'
import { databases } from '../testing/databases'
import { startTwoServers, type TwoServers } from '../testing/two-servers'
import { until } from '../testing/until'
import { eventsAfter } from './kept'
import { writeEvents } from './write'

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis))
const caseEvent = (id: number) => ({ kind: 'case' as const, audiences: [0], data: { id: String(id) } })

describe.each(databases)('a client on $name whose line is cut again and again', (database) => {
  let house: TwoServers
  let written = 0
  beforeAll(async () => {
    house = await startTwoServers(database)
  })
  afterAll(() => house.close())

  it('hears every event once and in order, whenever it is cut, at whichever server it comes back', async () => {
    const step = fc.record({
      write: fc.integer({ min: 0, max: 4 }),
      transactions: fc.integer({ min: 1, max: 3 }),
      cut: fc.boolean(),
      at: fc.constantFrom(0 as const, 1 as const),
      wait: fc.integer({ min: 0, max: 12 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const first = written
        const heard: { readonly id: string; readonly data: Record<string, unknown> }[] = []
        let listener = await house.listen('nora')
        await until(() => listener.lastId() !== null)
        const keep = () => heard.push(...listener.changes())
        for (const { write, transactions, cut, at, wait } of steps) {
          const works = Array.from({ length: transactions }, () => {
            const events = Array.from({ length: write }, () => caseEvent(++written))
            return house.dbs[at].transaction((tx) => writeEvents(tx, events, null))
          })
          await pause(wait)
          if (cut) {
            await listener.leave()
            keep()
            listener = await house.listen('nora', { at, lastEventId: listener.lastId() })
            await until(() => listener.lastId() !== null)
          }
          await Promise.all(works)
        }
        await house.happen(caseEvent(++written))
        await until(() => listener.changes().some(({ data }) => data.id === String(written)))
        await listener.leave()
        keep()
        const all = Array.from({ length: written - first }, (_, at) => String(first + 1 + at))
        expect(heard.map(({ data }) => data.id).toSorted((one, other) => Number(one) - Number(other))).toEqual(all)
        const ids = heard.map(({ id }) => Number(id))
        expect(ids).toEqual(ids.toSorted((one, other) => one - other))
      }),
      { numRuns: 15 },
    )
  })
})

describe.each(databases.filter(({ name }) => name === 'PostgreSQL'))('events on $name', (database) => {
  let house: TwoServers
  beforeAll(async () => {
    house = await startTwoServers(database, { everyMillis: 500 })
  })
  afterAll(() => house.close())

  /** Writes as the API does: work, then events, then a commit that takes its time. */
  const slowWriter = (db: Db, events: number, work: number, commit: number) =>
    db.transaction(async (tx) => {
      await tx.query('select pg_sleep($1)', [work / 1_000])
      await writeEvents(
        tx,
        Array.from({ length: events }, (_, at) => caseEvent(at)),
        null,
      )
      await tx.query('select pg_sleep($1)', [commit / 1_000])
    })

  it('can be seen in the order of their ids, also when a commit is slow and others write meanwhile', async () => {
    const seen: number[] = []
    let done = false
    const watch = async () => {
      while (!done) seen.push(...(await eventsAfter(house.dbs[1], seen.at(-1) ?? 0, null, 1_000)).map(({ id }) => id))
    }
    const watching = watch()
    const random = (most: number) => Math.random() * most
    await Promise.all(
      Array.from({ length: 4 }, async (_, writer) => {
        for (let times = 0; times < 15; times++)
          await slowWriter(house.dbs[writer % 2 === 0 ? 0 : 1], 1 + (times % 3), random(10), times % 5 === writer ? 40 : 0)
      }),
    )
    done = true
    await watching
    const all = (await eventsAfter(house.db, 0, null, 10_000)).map(({ id }) => id)
    expect(all.length).toBe(4 * 15 * 2)
    expect(seen.concat((await eventsAfter(house.db, seen.at(-1)!, null, 1_000)).map(({ id }) => id))).toEqual(all)
  })
  it('are not lost when the connections that hear of them die', async () => {
    const listener = await house.listen('nora', { at: 1 })
    await until(() => listener.lastId() !== null)
    const killListeners = () =>
      house.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database() and pid <> pg_backend_pid()`,
      )
    expect((await killListeners()).length).toBeGreaterThanOrEqual(2)
    await house.happen(caseEvent(901))
    await until(() => listener.changes().some(({ data }) => data.id === '901'))
    await killListeners()
    for (let id = 902; id < 920; id++) await house.happen(caseEvent(id))
    await until(() => listener.changes().some(({ data }) => data.id === '919'))
    expect(listener.changes().map(({ data }) => data.id)).toEqual(Array.from({ length: 19 }, (_, at) => String(901 + at)))
    await listener.leave()
  })
})
