import { problemStatus } from '@postakte/shared/api/problems'
import type { RouteShape, Routes } from '@postakte/shared/api/route'
import { problem } from '@postakte/shared/api/shapes'
import { type Language, texts } from '@postakte/shared/texts/texts'
import { z } from 'zod'
import { isForSessions } from './caller'

/** What every route may answer beside its own problems. */
const general = ['request-wrong', 'server-busy', 'bug'] as const
const ofSignedIn = ['login-needed', 'record-unknown'] as const

/** The OpenAPI 3.1 document of the routes, its texts in one language. */
export function openApi(routes: Routes, language: Language, version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route, language) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Postakte', version },
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function operation(name: string, route: RouteShape, language: Language): Record<string, unknown> {
  const anyone = route.permission === 'anyone'
  return {
    operationId: name,
    tags: [route.path.split('/')[2]],
    summary: route.summary[language],
    description: permissionText(route, language),
    security: anyone ? [] : [{ token: [] }],
    parameters: parametersOf(route, language),
    ...requestBody(route),
    responses: { ...success(route), ...problemsOf(route, language) },
  }
}

function permissionText({ permission }: RouteShape, language: Language): string {
  const words = texts[language].api
  if (permission === 'anyone') return words.anyone
  return permission === 'signed-in' ? words.signedIn : `${words.permission}: ${permission}`
}

type Schema = Readonly<Record<string, unknown>>

/** Draft 2020-12, as OpenAPI 3.1 has it. What a check in code refuses is not all said here. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' }) as Schema
  return schema
}

function parametersOf(route: RouteShape, language: Language): unknown[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: texts[language].api.idempotencyKey,
    schema: { type: 'string', maxLength: 200 },
  }
  return [...fieldsOf(route.params, 'path'), ...fieldsOf(route.query, 'query'), ...(takesKey(route) ? [key] : [])]
}

function fieldsOf(shape: z.ZodObject | undefined, place: 'path' | 'query'): unknown[] {
  if (shape === undefined) return []
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as { properties?: Record<string, Schema>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  }))
}

function requestBody(route: RouteShape): Record<string, unknown> {
  if (route.bytesUpTo !== undefined)
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } }
  if (route.body === undefined) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }
}

function success(route: RouteShape): Record<string, unknown> {
  if (route.answer === 'nothing') return { 204: { description: 'No Content' } }
  const content =
    route.answer === 'bytes'
      ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
      : route.answer === 'events'
        ? { 'text/event-stream': { schema: { type: 'string' } } }
        : { 'application/json': { schema: schemaOf(route.answer, 'output') } }
  return route.makes ? { 201: { description: 'Created', content } } : { 200: { description: 'OK', content } }
}

const takesKey = ({ changes, keyed }: RouteShape) => changes && keyed !== 'unneeded'

/** The codes that a caller must be ready for. */
export const codesOf = (route: RouteShape): string[] => [
  ...new Set([
    ...general,
    ...(route.permission === 'anyone' ? [] : ofSignedIn),
    ...(['anyone', 'signed-in'].includes(route.permission) ? [] : ['not-allowed']),
    ...(isForSessions(route) ? ['session-needed'] : []),
    ...(takesKey(route) ? ['key-in-use', 'key-used-otherwise'] : []),
    ...(route.keyed === 'secret' ? ['answer-shown-once'] : []),
    ...(route.body === undefined && route.bytesUpTo === undefined ? [] : ['request-too-large']),
    ...(route.problems ?? []),
  ]),
]

function problemsOf(route: RouteShape, language: Language): Record<string, unknown> {
  const byStatus = grouped(codesOf(route), (code) => problemStatus[code] ?? 400)
  const sentences: Readonly<Record<string, string>> = texts[language].problems
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `${code}: ${sentences[code] ?? ''}`).join('\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

/** Map.groupBy, which Node 20 does not have. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
