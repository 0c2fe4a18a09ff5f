import { Problem } from '../model/problem'
import { type InputOf, pathWith, type ResultOf, type RouteShape } from './route'
import type { ProblemAnswer } from './shapes'

export interface ClientOptions {
  /** Without a slash at the end. */
  readonly base: string
  /** Bearer token of now; null before signing in. */
  readonly token: () => string | null
  readonly language: () => 'de' | 'en'
  readonly fetch?: typeof fetch
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** The same key again gets the same answer and changes nothing twice. */
  readonly idempotencyKey?: string
  /** Is sent although the page that asks is being closed. */
  readonly keepalive?: true
}

/** An error that the server explained; `title` is in the user's language. */
export class ApiProblem extends Problem {
  readonly answer: ProblemAnswer
  constructor(answer: ProblemAnswer) {
    super(answer.code, { title: answer.title })
    this.answer = answer
  }
}

type Untyped = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

/** Calls a route by its value: `call(api.getCase, { params: { caseId } })`. What is no answer of ours rejects with 'server-unreachable'. */
export function makeClient({ base, token, language, fetch: send = fetch }: ClientOptions) {
  return async function call<R extends RouteShape>(route: R, input: InputOf<R>, options: CallOptions = {}): Promise<ResultOf<R>> {
    const { params, query, body } = input as Untyped
    const bearer = token()
    const response = await send(`${base}${pathWith(route.path, params)}${queryText(query)}`, {
      method: route.method,
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
      headers: {
        'Accept-Language': language(),
        ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'Content-Type': 'application/json' }),
        ...(options.idempotencyKey === undefined ? {} : { 'Idempotency-Key': options.idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body) }),
    }).catch(unreachable(base))
    return (await result(route, response, base)) as ResultOf<R>
  }
}

async function result(route: RouteShape, response: Response, base: string): Promise<unknown> {
  if (!response.ok) throw await problemOf(response, base)
  if (route.answer === 'nothing') return undefined
  if (typeof route.answer === 'string') return response
  return route.answer.parse(await response.json().catch(unreachable(base)))
}

/** What an outsider answered in the server's place is no answer either. */
const unreachable = (base: string) => (error: unknown) => {
  throw (error as Error).name === 'AbortError' ? error : new Problem('server-unreachable', { base }, error)
}

async function problemOf(response: Response, base: string): Promise<Problem> {
  const answer = (await response.json().catch(() => null)) as ProblemAnswer | null
  return typeof answer?.code === 'string' ? new ApiProblem(answer) : new Problem('server-unreachable', { base })
}

function queryText(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : Array.isArray(value) ? value.map((one) => [name, String(one)]) : [[name, String(value)]],
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}
