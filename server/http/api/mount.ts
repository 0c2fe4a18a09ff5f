import type { RouteShape } from '@postakte/shared/api/route'
import { api } from '@postakte/shared/api/routes'
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { requireSession } from '../../sign-in/sessions'
import type { Me } from '../../users/me'
import { clientAddress } from '../client-address'
import { languageOf } from '../language'
import type { AnyHandler, ApiParts, ApiTx, Call, Handler } from './call'
import { denied, isForSessions, isPermitted, signedIn } from './caller'
import { handlers } from './handlers'
import { type Answered, once, requestHash } from './idempotency'
import { type Input, inputOf } from './input'
import { answerByStatement } from './one-statement'
import { withNotes } from './with-notes'

/** Puts every route of shared/api on the server. */
export function mountApi(root: Hono, parts: ApiParts): void {
  for (const [name, route] of Object.entries<RouteShape>(api)) {
    const handler = handlers[name as keyof typeof handlers] as unknown as AnyHandler<RouteShape>
    if ('statement' in handler) root.on(route.method, route.path, (c) => answerByStatement(c, route, handler, parts))
    else root.on(route.method, route.path, (c) => serve(c, route, handler, parts))
  }
}

async function serve(c: Context, route: RouteShape, handler: Handler<RouteShape>, parts: ApiParts): Promise<Response> {
  const me = route.permission === 'anyone' ? null : await signedIn(c, parts)
  if (me && !isPermitted(route, me)) throw await denied(route, me, parts)
  if (me && isForSessions(route)) requireSession(me)
  const language = me?.language ?? languageOf(c)
  const input = await inputOf(c, route, language, parts.config)
  const address = clientAddress(c, parts.config.trustedProxies)
  const call = { ...input, me, tx: null, transaction: null, language, request: c.req.raw, address, parts } as unknown as Call<RouteShape>
  if (me === null) return respond(route, await handler(call))
  const begin = <T>(work: (tx: ApiTx) => Promise<T>) => parts.db.as(me, (tx) => withNotes(tx, me, work))
  if (isAlone(route)) return respond(route, await handler({ ...call, transaction: begin } as never))
  const answered = await inTransaction(c, route, input, me, parts, (tx) => handler({ ...call, tx } as never))
  return toResponse(answered)
}

const isAlone = ({ answer, withoutTransaction }: RouteShape) => answer === 'bytes' || answer === 'events' || withoutTransaction === true

/** One transaction a call: the work, the answer kept under its key, the journal and, last of all, the events. */
async function inTransaction(
  c: Context,
  route: RouteShape,
  input: Input,
  me: Me,
  { db }: ApiParts,
  handler: (tx: ApiTx) => Promise<unknown>,
): Promise<Answered> {
  const key = route.changes && route.keyed !== 'unneeded' ? c.req.header('Idempotency-Key')?.slice(0, 200) : undefined
  return db.as(me, (plain) =>
    withNotes(plain, me, async (tx) => {
      const work = async () => answered(route, await handler(tx))
      if (key === undefined) return work()
      return once(plain, me.id, { key, request: requestHash(route, input), secret: route.keyed === 'secret' }, work)
    }),
  )
}

/** Only what the route promises leaves the house: the shape drops everything else. */
function answered(route: RouteShape, result: unknown): Answered {
  if (route.answer === 'nothing') return { status: 204, answer: null }
  return { status: route.makes ? 201 : 200, answer: (route.answer as z.ZodType).parse(result) }
}

const respond = (route: RouteShape, result: unknown): Response =>
  result instanceof Response ? result : toResponse(answered(route, result))

function toResponse({ status, answer }: Answered): Response {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
  return status === 204
    ? new Response(null, { status, headers: { 'Cache-Control': 'no-store' } })
    : new Response(JSON.stringify(answer), { status, headers })
}
