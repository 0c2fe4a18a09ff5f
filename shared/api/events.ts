import { z } from 'zod'
import { eventKinds } from '../model/event-kinds'
import { route } from './route'
import { id } from './shapes'

/** Why a stream ends. After 'signed-out' the token is worth nothing any more; after 'rights-changed' load anew what is shown. */
export const byeReasons = ['signed-out', 'rights-changed', 'too-many-streams', 'server-stops', 'server-busy'] as const
export type ByeReason = (typeof byeReasons)[number]

/** 'case:12,mail:55' */
const recordList = z
  .string()
  .max(2_000)
  .regex(/^[a-z-]+:[1-9]\d{0,17}(?:,[a-z-]+:[1-9]\d{0,17})*$/)
  .transform((text) => text.split(','))
const kindList = z
  .string()
  .max(500)
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(eventKinds)))

export const eventRoutes = {
  watchEvents: route({
    method: 'GET',
    path: '/api/events',
    summary: {
      de: 'Was geschieht, sobald es geschieht (Server-Sent Events); nach einer Unterbrechung geht es weiter, wo es aufhörte',
      en: 'What happens, as it happens (server-sent events); after a break it goes on where it stopped',
    },
    permission: 'signed-in',
    changes: false,
    query: z.strictObject({
      /** As the header Last-Event-ID, for those who cannot set one. */
      after: id.or(z.literal('0')).optional(),
      /** Only these kinds. */
      kinds: kindList.optional(),
      /** Only what concerns these records. */
      records: recordList.optional(),
    }),
    answer: 'events',
    problems: ['server-busy'],
    example: { as: 'nora', query: { kinds: 'todo,case' } },
  }),
}
