import { join } from 'node:path'
import type { RouteShape } from '@postakte/shared/api/route'
import { api } from '@postakte/shared/api/routes'
import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'
import { answersOfWorld } from '../testing/answers'
import { queue } from '../testing/records'
import { bareRoutes } from './bare-routes'

const [todo] = queue
type Told = Readonly<Record<string, RouteShape>>

describe('the routes as the panel is shipped with them', () => {
  let code = ''
  let shipped: Told
  beforeAll(async () => {
    code = await builtAlone(join(import.meta.dirname, '../../shared/api/routes.ts'))
    shipped = ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { api: Told }).api
  })
  const parsed = (name: string, told: unknown) => (shipped[name]!.answer as unknown as { parse(told: unknown): unknown }).parse(told)
  const isTaken = (name: string, told: unknown) => {
    try {
      return parsed(name, told) === told
    } catch {
      return false
    }
  }
  const client = (routes: Told) =>
    Object.entries(routes).map(([name, { method, path, permission, answer }]) => [
      name,
      method,
      path,
      permission,
      typeof answer === 'string' ? answer : 'a shape',
    ])

  it('are called as the server mounts them, all of them', () => {
    expect(client(shipped)).toEqual(client(api as Told))
  })
  it('take an answer as the server told it, with what only a newer server knows', () => {
    const told = { validator: 'v1', card: null, novelty: 1 }
    expect(parsed('lookUpMail', told)).toBe(told)
    const page = { items: queue, next: null }
    expect(parsed('listTodos', page)).toBe(page)
  })
  it('take every answer that the panel is tested with', () => {
    const refused = Object.entries(answersOfWorld).filter(([asked, told]) => {
      // A path of words alone comes before one with parameters: '/api/todos/counts' is no to-do.
      const routes = Object.entries(shipped).filter(([, route]) => pattern(route).test(asked))
      const [name] = routes.find(([, { path }]) => !path.includes(':')) ?? routes[0]!
      return typeof shipped[name]!.answer !== 'string' && !isTaken(name, told)
    })
    expect(refused.map(([asked]) => asked)).toEqual([])
  })
  it.each([
    ['listTodos', { unreadable: true }],
    ['listTodos', { items: [{ ...todo, mail: undefined }], next: null }],
    ['listTodos', { items: [{ ...todo, mail: { ...todo.mail, from: null } }], next: null }],
    ['listTodos', { items: {}, next: null }],
    ['lookUpMail', null],
    ['lookUpMail', { validator: 1, card: null }],
  ])('refuse an answer that a panel would stumble over: %s, %j', (name, told) => {
    expect(() => parsed(name, told)).toThrow(TypeError)
  })
  it('come without shapes, words and examples', () => {
    expect(code).not.toMatch(/zod|safeParse|Abo-Umstellung|example/)
  })
})

const pattern = ({ method, path }: RouteShape) => new RegExp(`^${method} ${path.replace(/:\w+/g, '[^/]+')}$`)

async function builtAlone(entry: string): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [bareRoutes()],
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'routes' } },
  })
  const [{ output }] = (Array.isArray(made) ? made : [made]) as unknown as [{ output: { code: string }[] }]
  return output[0]!.code
}
