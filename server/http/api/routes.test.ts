import { problemStatus } from '@postakte/shared/api/problems'
import type { RouteShape } from '@postakte/shared/api/route'
import { api } from '@postakte/shared/api/routes'
import { permissions } from '@postakte/shared/model/permissions'
import { texts } from '@postakte/shared/texts/texts'
import { worldPeople } from '@postakte/shared/world/people'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { codesOf, openApi } from './openapi'

const routes = Object.entries<RouteShape>(api)

describe.each(routes)('%s', (_, route) => {
  it('asks for a permission that exists', () => {
    expect([...permissions, 'signed-in', 'anyone']).toContain(route.permission)
  })
  it('is summed up in both languages', () => {
    for (const language of ['de', 'en'] as const) expect(route.summary[language].trim().length).toBeGreaterThan(3)
  })
  it('has a sentence in both languages for each problem', () => {
    for (const code of codesOf(route))
      for (const language of ['de', 'en'] as const) expect(texts[language].problems, `${code} (${language})`).toHaveProperty([code])
  })
  it('names each parameter of its path, and no other', () => {
    const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1])
    expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(named.sort())
  })
  it('changes nothing by GET', () => {
    if (route.method === 'GET') expect(route.changes).toBe(false)
  })
  it('refuses fields that it does not know', () => {
    if (route.body !== undefined) expect(loose(route.body)).toEqual([])
  })
  it('has an example of somebody of the house', () => {
    if (route.permission === 'anyone' || route.example.problem === 'login-needed') return
    expect(worldPeople.map(({ login }) => login)).toContain(route.example.as)
  })
})

/** Objects in a body that would take unknown fields silently: mass assignment begins there. */
function loose(shape: z.ZodType): unknown[] {
  const found: unknown[] = []
  z.toJSONSchema(shape, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const { type, properties, additionalProperties } = jsonSchema as Record<string, unknown>
      if (type === 'object' && properties !== undefined && additionalProperties !== false) found.push(Object.keys(properties as object))
    },
  })
  return found
}

describe('the list of routes', () => {
  it('has each method and path once', () => {
    const all = routes.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
    expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([])
  })
  it('knows the status of each problem that is not a plain 400', () => {
    for (const [code, status] of Object.entries(problemStatus)) {
      expect(status).toBeGreaterThanOrEqual(400)
      for (const language of ['de', 'en'] as const) expect(texts[language].problems, code).toHaveProperty([code])
    }
  })
  it.each(['de', 'en'] as const)('is an OpenAPI document (%s)', (language) => {
    const document = openApi(api, language, '1.0.0') as { openapi: string; paths: Record<string, Record<string, { operationId: string }>> }
    expect(document.openapi).toBe('3.1.0')
    expect(
      Object.values(document.paths)
        .flatMap((one) => Object.values(one))
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual(routes.map(([name]) => name).sort())
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })
})
