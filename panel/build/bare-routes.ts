import type { Plugin } from 'vite'
import type { RouteShape } from '../../shared/api/route'
import { api } from '../../shared/api/routes'
import { outlineOf } from './outline'

/**
 * Ships the routes of shared/api without their words and examples, and with an outline in place of their shapes (docs/decisions/0033).
 * The library that reads shapes stays behind with them, a seventh of what a pane would load at first. Of a file with routes nothing
 * but the routes is there; who imports more of it is told so by the build.
 */
export function bareRoutes(): Plugin {
  return {
    name: 'bare-routes',
    transform(code, id) {
      if (!/\/shared\/api\/[\w-]+\.ts$/.test(id)) return null
      const groups = groupsIn(this.parse(code).body as unknown as readonly Node[])
      return groups.length === 0 ? null : { code: [`import { shaped } from './shaped'`, ...groups.map(bareGroup)].join('\n'), map: null }
    },
  }
}

/** What of a syntax tree is looked at here. */
interface Node {
  readonly type: string
  readonly declaration?: { readonly declarations?: readonly { readonly id: { readonly name: string }; readonly init: Node }[] }
  readonly properties?: readonly {
    readonly key: { readonly name: string }
    readonly value: { readonly callee?: { readonly name: string } }
  }[]
}
interface Group {
  readonly name: string
  readonly routes: readonly string[]
}

/** Each `export const someRoutes = { name: route(…) }` of a module. */
function groupsIn(body: readonly Node[]): readonly Group[] {
  const exported = body
    .filter(({ type }) => type === 'ExportNamedDeclaration')
    .flatMap(({ declaration }) => declaration?.declarations ?? [])
  return exported.flatMap(({ id, init }) => {
    const routes = (init.properties ?? []).filter(({ value }) => value?.callee?.name === 'route').map(({ key }) => key.name)
    return routes.length === 0 ? [] : [{ name: id.name, routes }]
  })
}

const bareGroup = ({ name, routes }: Group): string =>
  `export const ${name} = {\n${routes.map((one) => `  ${one}: ${bareRoute(one)},\n`).join('')}}`

/** What the client needs of a route: how to call it, whether one must be signed in, and what its answer has. */
function bareRoute(name: string): string {
  const route = (api as Readonly<Record<string, RouteShape>>)[name]
  if (!route) throw new Error(`${name} is no route of shared/api/routes.ts`)
  const { method, path, permission, answer } = route
  const told = typeof answer === 'string' ? JSON.stringify(answer) : `shaped(${JSON.stringify(outlineOf(answer))})`
  return `{ method: '${method}', path: '${path}', permission: '${permission}', answer: ${told} }`
}
