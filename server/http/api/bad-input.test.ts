import { type Example, pathWith, type RouteShape } from '@postakte/shared/api/route'
import { api as routes } from '@postakte/shared/api/routes'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { type BadRequest, badBodies, badParams, badQueries, noBodies, unknownFields } from '../../testing/bad-input'
import { changedTables, databaseState } from '../../testing/database-state'
import { databases } from '../../testing/databases'

const all = Object.entries<RouteShape>(routes)
const traces = ['journal', 'journal_seals', 'sign_in_attempts', 'rate_limits']

/** What an example would take for the name of a record of the world. */
const namesNoRecord = (body: unknown) => !/"[@#]\w+\//.test(JSON.stringify(body))

// Thousands of requests: on one database, PostgreSQL where it is.
describe.each(databases.slice(-1))('bad input on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('everything'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  async function send(route: RouteShape, { example, rawBody }: BadRequest): Promise<number> {
    const response =
      rawBody === undefined
        ? await api.sendExample(route, example)
        : await api.send(example.as ?? null, route.method, addressOf(route, example), new TextEncoder().encode(rawBody), {
            'Content-Type': 'application/json',
          })
    if (response.status >= 500 && response.status !== 503) throw new Error(`${response.status} ${await response.text()}`)
    await response.body?.cancel()
    return response.status
  }
  const addressOf = (route: RouteShape, { params = {}, query }: Example) =>
    `${pathWith(route.path, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.startsWith('@') ? api.id(value) : value])))}${query ? `?${new URLSearchParams(query)}` : ''}`

  /** What came back for each, where it is not what it should be. */
  async function wrongOnes(route: RouteShape, requests: readonly BadRequest[], right: (status: number) => boolean): Promise<string[]> {
    const wrong: string[] = []
    for (const request of requests) {
      const status = await send(route, request).catch((error: unknown) => String(error))
      if (typeof status === 'string' || !right(status)) wrong.push(`${request.what}: ${status}`)
    }
    return wrong
  }

  it.each(all)('%s refuses what it cannot read, and changes nothing', async (_, route) => {
    const before = await databaseState(api.db, traces)
    const refused = (status: number) => status >= 400 && status < 500
    expect(await wrongOnes(route, [...noBodies(route), ...unknownFields(route)], refused)).toEqual([])
    if (route.permission !== 'anyone') expect(await wrongOnes(route, badParams(route), (status) => status === 404)).toEqual([])
    for (const token of route.permission === 'anyone' ? [] : ['guessed', 'x'.repeat(300), 'ä'])
      expect(await send(route, { what: 'token', example: { ...route.example, as: token } }).catch(() => 401)).toBe(401)
    expect(changedTables(before, await databaseState(api.db, traces))).toEqual([])
  })

  it.each(all)('%s never falls over a wrong value', async (_, route) => {
    expect(await wrongOnes(route, [...badQueries(route), ...badBodies(route)], (status) => status < 500)).toEqual([])
  })

  it.each(all.filter(([, { body }]) => body !== undefined))('%s never falls over a body that chance made', async (_, route) => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }).filter(namesNoRecord), async (body) => {
        expect(await send(route, { what: 'chance', example: { ...route.example, body } })).toBeLessThan(500)
      }),
      { numRuns: 15 },
    )
  })

  it('never falls over requests that come twice at once, or in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(all, { minLength: Math.min(12, all.length), maxLength: Math.min(12, all.length) }),
        async (some) => {
          const twice = [...some, ...some].filter(([, { answer }]) => answer !== 'events')
          const statuses = await Promise.all(twice.map(([, route]) => send(route, { what: 'twice', example: route.example })))
          // 503: more at once than the database takes says so, with Retry-After (server/http/api/busy.test.ts).
          for (const status of statuses) expect(status === 503 ? 499 : status).toBeLessThan(500)
        },
      ),
      { numRuns: 12 },
    )
  })
})
