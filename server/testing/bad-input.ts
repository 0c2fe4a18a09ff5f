import type { Example, RouteShape } from '@postakte/shared/api/route'

/** A request that somebody careless or hostile sends: the example with one thing wrong. */
export interface BadRequest {
  readonly what: string
  readonly example: Example
  /** Replaces the JSON text of the body. */
  readonly rawBody?: string
}

const wrongIds = ['0', '-1', 'abc', '1.5', '9'.repeat(30), '1e9', ' 1', '1;drop table users', '../1', '%00', '999999999']
const wrongTexts = ['', 'x'.repeat(5_000), '-1', 'NaN', "'; --", '%', '\u202e', '🙂'.repeat(40), '2026-02-30', 'Infinity']

/** Each id in the path as no id of anybody. Ids of other programs are any text, and numbers of parts are no ids. */
export const badParams = ({ example }: RouteShape): BadRequest[] =>
  Object.keys(example.params ?? {})
    .filter((name) => name.endsWith('Id') && name !== 'externalId')
    .flatMap((name) =>
      wrongIds.map((value) => ({ what: `${name} = ${value}`, example: { ...example, params: { ...example.params, [name]: value } } })),
    )

/** Each field of the query with what belongs into none. */
export const badQueries = ({ example, query }: RouteShape): BadRequest[] =>
  Object.keys(query?.shape ?? {}).flatMap((name) =>
    wrongTexts.map((value) => ({
      what: `${name} = ${value.slice(0, 20)}`,
      example: { ...example, query: { ...example.query, [name]: value } },
    })),
  )

/** Bodies that are no JSON, or none of ours. */
export function noBodies(route: RouteShape): BadRequest[] {
  if (route.body === undefined) return []
  const texts = {
    nothing: '',
    'half of it': '{"a":',
    'a number': '7',
    'a list': '[]',
    'very deep': `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    'a prototype': '{"__proto__":{"admin":true}}',
    NUL: '{"a":"\\u0000"}',
    'too much': `{"a":"${'x'.repeat(1_100_000)}"}`,
  }
  return Object.entries(texts).map(([what, rawBody]) => ({ what: `body is ${what}`, example: route.example, rawBody }))
}

const wrongValues: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a number', 4711.5],
  ['a huge number', 1e308],
  ['a negative number', -1],
  ['a list', [[]]],
  ['an object', { $ne: 1 }],
  ['true', true],
  ['very long', 'x'.repeat(200_000)],
  ['empty', ''],
  ['half a letter', '\ud800'],
  ['an unknown id', '999999999'],
  ['a wrong id', '0'],
  ['a header line', 'a\r\nBcc: b@c.de'],
]

/** Each value of the example's body replaced by what it must not be, each field left out, and one that nobody knows. */
export function badBodies({ example, body }: RouteShape): BadRequest[] {
  if (body === undefined || example.body === undefined) return []
  const changed = (path: readonly (string | number)[], what: string, change: Change): BadRequest => ({
    what: `body.${path.join('.')} ${what}`,
    example: { ...example, body: withChange(example.body, path, change) },
  })
  return pathsOf(example.body).flatMap((path) => [
    ...wrongValues.map(([what, value]) => changed(path, `is ${what}`, { to: value })),
    ...(path.length > 0 ? [changed(path, 'is left out', 'leave out')] : []),
  ])
}

/** An object of the body with one field more. */
export function unknownFields({ example, body }: RouteShape): BadRequest[] {
  if (body === undefined || example.body === undefined) return []
  return pathsOf(example.body)
    .map((path) => ({ path, at: valueAt(example.body, path) }))
    .filter(({ at }) => at !== null && typeof at === 'object' && !Array.isArray(at))
    .map(({ path, at }) => ({
      what: `body.${path.join('.')} has a field more`,
      example: { ...example, body: withChange(example.body, path, { to: { ...(at as object), createdBy: 1 } }) },
    }))
}

type Change = { readonly to: unknown } | 'leave out'

function pathsOf(value: unknown, before: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (value === null || typeof value !== 'object') return [before]
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [before, ...inside.flatMap(([key, one]) => pathsOf(one, [...before, key]))]
}

const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inside, key) => (inside as Record<string | number, unknown>)[key], value)

function withChange(value: unknown, [key, ...rest]: readonly (string | number)[], change: Change): unknown {
  if (key === undefined) return change === 'leave out' ? undefined : change.to
  if (Array.isArray(value)) {
    const copy = [...value]
    if (rest.length === 0 && change === 'leave out') copy.splice(Number(key), 1)
    else copy[Number(key)] = withChange(copy[Number(key)], rest, change)
    return copy
  }
  const { [key]: inside, ...others } = value as Record<string, unknown>
  if (rest.length === 0 && change === 'leave out') return others
  return { ...others, [key]: withChange(inside, rest, change) }
}
