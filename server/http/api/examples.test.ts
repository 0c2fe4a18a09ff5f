import { meRoutes } from '@postakte/shared/api/me'
import { problemStatus } from '@postakte/shared/api/problems'
import type { RouteShape } from '@postakte/shared/api/route'
import { api } from '@postakte/shared/api/routes'
import { worldPeople } from '@postakte/shared/world/people'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../testing/api'
import { changedTables, databaseState } from '../../testing/database-state'
import { databases } from '../../testing/databases'
import { isForSessions } from './caller'

const routes = Object.entries<RouteShape>(api)
const reading = routes.filter(([, { changes }]) => !changes)
const changing = routes.filter(([, { changes }]) => changes)
/** Tables in which a call may leave a trace that is no change of a record: the journal, and who asked how often. */
const traces = ['journal', 'journal_seals', 'sign_in_attempts', 'rate_limits']

const due = (problem: string) => [problemStatus[problem] ?? 400, problem]
const codeOf = async (response: Response) => [response.status, ((await response.json()) as { code?: string }).code]

describe.each(databases)('the examples of the routes on $name', ({ open, close }) => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi(await open('everything'))
  })
  afterAll(async () => {
    await api.close()
    await close()
  })

  it.each(reading)('%s answers, and changes nothing', async (_, route) => {
    const before = await databaseState(api.db, traces)
    const response = await api.sendExample(route)
    if (route.example.problem !== undefined) return expect(await codeOf(response)).toEqual(due(route.example.problem))
    expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, ''])
    if (route.answer === 'events') await response.body?.cancel()
    else if (typeof route.answer !== 'string') route.answer.parse(await response.json())
    expect(changedTables(before, await databaseState(api.db, traces))).toEqual([])
  })

  it.each(routes.filter(([, { permission }]) => permission !== 'anyone'))('%s lets nobody in without a token', async (_, route) => {
    const { as: _nobody, ...rest } = route.example
    expect((await api.sendExample(route, rest)).status).toBe(401)
  })

  it.each(routes.filter(([, { permission }]) => !['anyone', 'signed-in'].includes(permission)))(
    '%s refuses whoever lacks the permission, before it looks at anything',
    async (_, route) => {
      const before = await databaseState(api.db, traces)
      for (const { login } of worldPeople) {
        const { permissions } = await api.call(login, meRoutes.getMe, {})
        if ((permissions as readonly string[]).includes(route.permission)) continue
        const response = await api.sendExample(route, { ...route.example, as: login })
        expect([login, response.status, ((await response.json()) as { code: string }).code]).toEqual([login, 403, 'not-allowed'])
      }
      expect(changedTables(before, await databaseState(api.db, traces))).toEqual([])
    },
  )

  it.each(changing.filter(([, route]) => isForSessions(route)))(
    '%s changes nothing for a token that carries less than its user may',
    async (_, route) => {
      const narrow = await api.narrowToken(route.example.as!, ['contacts.read'])
      const before = await databaseState(api.db, [...traces, 'tokens'])
      expect(await codeOf(await api.sendExample(route, { ...route.example, as: narrow }))).toEqual([403, 'session-needed'])
      expect(changedTables(before, await databaseState(api.db, [...traces, 'tokens']))).toEqual([])
    },
  )

  // Last: each leaves its change behind for the next.
  it.each(changing)('%s changes what it says', async (_, route) => {
    const response = await api.sendExample(route)
    if (route.example.problem !== undefined) return expect(await codeOf(response)).toEqual(due(route.example.problem))
    expect([response.status, response.ok ? '' : await response.text()]).toEqual([
      route.answer === 'nothing' ? 204 : route.makes ? 201 : 200,
      '',
    ])
    if (typeof route.answer !== 'string') route.answer.parse(await response.json())
  })
})
