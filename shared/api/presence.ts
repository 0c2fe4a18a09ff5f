import { z } from 'zod'
import { normalMessageId } from '../mail/message-id'
import { route } from './route'
import { id, instant, userRef } from './shapes'

/** A mail by the server's id, or by its Message-ID (then the server need not know it); or a case. */
const messageId = z.string().max(1_000).transform(normalMessageId).pipe(z.string())
const place = z.union([z.strictObject({ mailId: id }), z.strictObject({ messageId }), z.strictObject({ caseId: id })])
export type PresencePlace = z.output<typeof place>
export const presencePrograms = ['outlook', 'thunderbird', 'desk'] as const

const presence = z.object({
  /** Where; one of the three. `messageKey` stands for the Message-ID of a mail that the server does not know, or not for this user. */
  mailId: id.nullable(),
  caseId: id.nullable(),
  messageKey: z.string().nullable(),
  user: userRef,
  doing: z.enum(['reading', 'answering']),
  program: z.enum(presencePrograms),
  since: instant,
})
export type Presence = z.output<typeof presence>

const idList = z
  .string()
  .regex(/^[1-9]\d{0,17}(?:,[1-9]\d{0,17}){0,199}$/)
  .transform((text) => text.split(','))
/** Of a tab, pane or window; the client makes it up and keeps it while it is open. */
const windowName = z.string().regex(/^[\w-]{1,40}$/)

export const presenceRoutes = {
  listPresence: route({
    method: 'GET',
    path: '/api/presence',
    summary: {
      de: 'Wer liest oder beantwortet diese Mails und Vorgänge gerade',
      en: 'Who is reading or answering these mails and cases now',
    },
    permission: 'signed-in',
    changes: false,
    query: z.strictObject({ mailIds: idList.optional(), caseIds: idList.optional(), messageId: messageId.optional() }),
    answer: z.object({ others: z.array(presence) }),
    example: { as: 'tim', query: { caseIds: '@case/abo-umstellung' } },
  }),
  putPresence: route({
    method: 'PUT',
    path: '/api/presence',
    summary: {
      de: 'Ich lese oder beantworte das gerade (alle 30 Sekunden zu wiederholen); wer noch',
      en: 'I am reading or answering this now (to be repeated every 30 seconds); who else is',
    },
    permission: 'signed-in',
    changes: true,
    keyed: 'unneeded',
    body: z.strictObject({
      window: windowName,
      program: z.enum(presencePrograms),
      at: place,
      doing: z.enum(['reading', 'answering']),
    }),
    answer: z.object({
      /** As events of kind 'mail-presence' and 'case-presence' name it. */
      at: presence.pick({ mailId: true, caseId: true, messageKey: true }),
      others: z.array(presence),
      /** Seconds until it must be said again. */
      again: z.int(),
    }),
    problems: ['too-many-windows'],
    example: {
      as: 'nora',
      body: { window: 'w1', program: 'outlook', at: { messageId: 'frage-zum-abo@huber-verlag.example' }, doing: 'reading' },
    },
  }),
  leavePresence: route({
    method: 'DELETE',
    path: '/api/presence/:window',
    summary: { de: 'Ich bin dort nicht mehr', en: 'I am no longer there' },
    permission: 'signed-in',
    changes: true,
    keyed: 'unneeded',
    params: z.object({ window: windowName }),
    answer: 'nothing',
    example: { as: 'nora', params: { window: 'w1' } },
  }),
}
