import { z } from 'zod'
import { recordRef } from './record-ref'
import { route } from './route'
import { day, id, instant, lines, page, paged, smallId, teamRef, userRef, version } from './shapes'

const at = z.strictObject({ kind: z.enum(['contact', 'case', 'opportunity', 'mail']), id })
export type FollowUpPlace = z.output<typeof at>
const forWhom = z.union([z.strictObject({ userId: smallId }), z.strictObject({ teamId: smallId })])
export type ForWhom = z.output<typeof forWhom>
const text = lines(2_000).pipe(z.string().trim().min(1))

/** What somebody wants to come back to on a day (Wiedervorlage). */
export const followUp = z.object({
  id,
  at: z.discriminatedUnion('kind', [
    ...recordRef.options,
    z.object({ kind: z.literal('mail'), mail: z.object({ id, subject: z.string() }) }),
  ]),
  user: userRef.nullable(),
  team: teamRef.nullable(),
  dueOn: day,
  text: z.string(),
  onlyWithoutAnswer: z.boolean(),
  madeBy: userRef,
  madeAt: instant,
  version,
  /** By the day of the caller. */
  state: z.enum(['overdue', 'today', 'coming', 'done', 'answered']),
  done: z.object({ at: instant, by: userRef }).nullable(),
  /** Cancelled by an answer; `mailId` null when that mail is not for the caller. */
  answered: z.object({ at: instant, mailId: id.nullable(), because: z.string() }).nullable(),
})
export type FollowUpAnswer = z.input<typeof followUp>

export const followUpStates = z.enum(['open', 'due', 'overdue', 'today', 'coming', 'closed'])
const followUpParams = z.object({ followUpId: id })
const problems = ['record-unknown', 'changed-meanwhile'] as const

export const followUpRoutes = {
  listFollowUps: route({
    method: 'GET',
    path: '/api/follow-ups',
    summary: { de: 'Wiedervorlagen, die nächste zuerst', en: 'Follow-ups, the next first' },
    permission: 'signed-in',
    changes: false,
    query: z.object({
      ...page,
      /** 'mine': for the caller, the caller's teams, and absent colleagues whose substitute the caller is. */
      whose: z.enum(['mine', 'all']).default('mine'),
      /** 'due' is overdue and today; 'open' all that are neither done nor answered. */
      state: followUpStates.default('open'),
      /** Only those at this record or mail: 'case:12'. */
      at: z
        .string()
        .regex(/^(?:contact|case|opportunity|mail):[1-9]\d{0,17}$/)
        .optional(),
    }),
    answer: paged(followUp),
    example: { as: 'nora', query: { state: 'open' } },
  }),
  getFollowUp: route({
    method: 'GET',
    path: '/api/follow-ups/:followUpId',
    summary: { de: 'Eine Wiedervorlage', en: 'A follow-up' },
    permission: 'signed-in',
    changes: false,
    params: followUpParams,
    answer: followUp,
    problems: ['record-unknown'],
    example: { as: 'nora', params: { followUpId: '@followup/nachfassen' } },
  }),
  makeFollowUp: route({
    method: 'POST',
    path: '/api/follow-ups',
    summary: { de: 'Zur Wiedervorlage legen', en: 'Make a follow-up' },
    permission: 'activities.write',
    changes: true,
    makes: true,
    body: z.strictObject({
      at,
      /** Absent: for the caller. */
      for: forWhom.optional(),
      dueOn: day,
      text,
      /** An answer from outside that arrives from now on cancels it. */
      onlyWithoutAnswer: z.boolean().default(false),
    }),
    answer: followUp,
    problems: ['record-unknown', 'assignee-would-not-see', 'follow-up-in-the-past'],
    example: {
      as: 'nora',
      body: { at: { kind: 'case', id: '@case/abo-umstellung' }, dueOn: '2099-03-02', text: 'Bestätigung da?', onlyWithoutAnswer: true },
    },
  }),
  changeFollowUp: route({
    method: 'PATCH',
    path: '/api/follow-ups/:followUpId',
    summary: { de: 'Wiedervorlage verschieben oder ändern', en: 'Move or change a follow-up' },
    permission: 'activities.write',
    changes: true,
    params: followUpParams,
    body: z.strictObject({
      version,
      dueOn: day.optional(),
      text: text.optional(),
      for: forWhom.optional(),
      onlyWithoutAnswer: z.boolean().optional(),
    }),
    answer: followUp,
    problems: [...problems, 'assignee-would-not-see', 'follow-up-in-the-past'],
    example: { as: 'nora', params: { followUpId: '@followup/umstellung' }, body: { version: 1, dueOn: '2099-04-01' } },
  }),
  finishFollowUp: route({
    method: 'POST',
    path: '/api/follow-ups/:followUpId/completion',
    summary: { de: 'Wiedervorlage erledigt', en: 'Follow-up done' },
    permission: 'activities.write',
    changes: true,
    params: followUpParams,
    body: z.strictObject({ version }),
    answer: followUp,
    problems,
    example: { as: 'nora', params: { followUpId: '@followup/anschrift' }, body: { version: 1 } },
  }),
  reopenFollowUp: route({
    method: 'DELETE',
    path: '/api/follow-ups/:followUpId/completion',
    summary: {
      de: 'Wiedervorlage doch nicht erledigt, oder trotz Antwort behalten',
      en: 'Follow-up not done after all, or kept despite the answer',
    },
    permission: 'activities.write',
    changes: true,
    params: followUpParams,
    answer: followUp,
    problems: ['record-unknown'],
    example: { as: 'nora', params: { followUpId: '@followup/erledigt' } },
  }),
  setTimeZone: route({
    method: 'PUT',
    path: '/api/me/time-zone',
    summary: { de: 'Meine Zeitzone: wann für mich ein Tag beginnt', en: 'My time zone: when a day begins for me' },
    permission: 'signed-in',
    changes: true,
    /** Null: Europe/Berlin. */
    body: z.strictObject({ timeZone: z.string().max(60).nullable() }),
    answer: z.object({ timeZone: z.string() }),
    problems: ['time-zone-unknown'],
    example: { as: 'nora', body: { timeZone: 'Europe/Vienna' } },
  }),
}
