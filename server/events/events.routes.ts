import type { eventRoutes } from '@postakte/shared/api/events'
import { id } from '@postakte/shared/api/shapes'
import type { Handlers } from '../http/api/call'
import { ProblemWith } from '../http/problem-with'

export const eventHandlers: Handlers<typeof eventRoutes> = {
  watchEvents: async ({ me, query, request, parts }) => {
    const after = lastEventId(request) ?? query.after
    const body = await parts.live.open(me, after === undefined ? null : Number(after), query)
    return new Response(body, { headers })
  },
}

/** A proxy must neither keep it nor gather it. */
const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' }

function lastEventId(request: Request): string | null {
  const given = request.headers.get('Last-Event-ID')
  if (given === null || given === '') return null
  if (given !== '0' && !id.safeParse(given).success)
    throw new ProblemWith('request-wrong', { fields: [{ path: 'Last-Event-ID', message: '0-9' }] })
  return given
}
