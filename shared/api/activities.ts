import { z } from 'zod'
import { recordRef } from './record-ref'
import { route } from './route'
import { id, instant, line, lines, page, paged, target, userRef, version } from './shapes'

const title = line(200)
const text = lines(100_000)
const minutes = z.int().min(0).max(100_000)
const direction = z.enum(['in', 'out'])
/** Where it lies: one record or several. */
const under = z.array(target).min(1).max(20)
const common = {
  /** Absent: now. */
  occurredAt: instant.optional(),
  title,
  text: text.default(''),
  under,
}

export const newActivity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), direction, minutes: minutes.nullish(), ...common }),
  z.strictObject({ kind: z.literal('note'), ...common }),
  z.strictObject({ kind: z.literal('meeting'), minutes: minutes.nullish(), ...common }),
])

export const loggedKind = z.enum(['call', 'note', 'meeting'])
/** A call, note or meeting as a whole. */
export const activity = z.object({
  id,
  kind: loggedKind,
  occurredAt: instant,
  title: z.string(),
  text: z.string(),
  direction: direction.nullable(),
  minutes: z.int().nullable(),
  user: userRef,
  version,
  deletedAt: instant.nullable(),
  /** Whether the caller may change it. */
  mayChange: z.boolean(),
  /** The records that it lies under, as far as the caller may see them. */
  under: z.array(recordRef),
})
export type ActivityAnswer = z.input<typeof activity>

const activityKind = z.enum(['mail', ...loggedKind.options])
export type ActivityKind = z.output<typeof activityKind>

/** One line of a timeline. */
export const timelineEntry = z.object({
  activityId: id,
  kind: activityKind,
  at: instant,
  under: z.array(recordRef),
  /** How it came under this record; `by` null: a rule did it. `because` is a sentence. */
  filed: z.object({ at: instant, by: userRef.nullable(), because: z.string() }),
  mail: z
    .object({
      id,
      subject: z.string(),
      from: z.object({ address: z.string().nullable(), name: z.string().nullable() }),
      direction: z.enum(['in', 'out', 'internal']),
      class: z.string(),
      preview: z.string(),
      attachments: z.int(),
    })
    .nullable(),
  logged: z
    .object({
      title: z.string(),
      /** The beginning of the text; `cut` when there is more. */
      text: z.string(),
      cut: z.boolean(),
      direction: direction.nullable(),
      minutes: z.int().nullable(),
      user: userRef,
      version,
      mayChange: z.boolean(),
    })
    .nullable(),
})
export type TimelineEntry = z.input<typeof timelineEntry>

const activityParams = z.object({ activityId: id })
const timelineQuery = z.object({
  ...page,
  /** Kinds by comma; absent: all. */
  kinds: z
    .string()
    .max(60)
    .transform((list) => list.split(','))
    .pipe(z.array(activityKind).min(1))
    .optional(),
})
const timeline = { changes: false, query: timelineQuery, answer: paged(timelineEntry), problems: ['record-unknown'] } as const

export const activityRoutes = {
  logActivity: route({
    method: 'POST',
    path: '/api/activities',
    summary: { de: 'Einen Anruf, eine Notiz oder ein Treffen festhalten', en: 'Log a call, a note or a meeting' },
    permission: 'activities.write',
    changes: true,
    makes: true,
    body: newActivity,
    answer: activity,
    problems: ['record-unknown'],
    example: {
      as: 'nora',
      body: {
        kind: 'call',
        direction: 'in',
        minutes: 7,
        title: 'Rückfrage zur Umstellung',
        text: 'Frau Huber möchte erst im Juni umstellen.',
        under: [
          { kind: 'contact', id: '@contact/anna' },
          { kind: 'case', id: '@case/abo-umstellung' },
        ],
      },
    },
  }),
  getActivity: route({
    method: 'GET',
    path: '/api/activities/:activityId',
    summary: { de: 'Ein Anruf, eine Notiz oder ein Treffen', en: 'A call, note or meeting' },
    permission: 'contacts.read',
    changes: false,
    params: activityParams,
    answer: activity,
    problems: ['record-unknown'],
    example: { as: 'nora', params: { activityId: '@activity/rueckruf' } },
  }),
  changeActivity: route({
    method: 'PATCH',
    path: '/api/activities/:activityId',
    summary: { de: 'Anruf, Notiz oder Treffen ändern', en: 'Change a call, note or meeting' },
    permission: 'activities.write',
    changes: true,
    params: activityParams,
    body: z.strictObject({
      version,
      occurredAt: instant.optional(),
      title: title.optional(),
      text: text.optional(),
      /** Of calls only. */
      direction: direction.optional(),
      /** Of calls and meetings only. */
      minutes: minutes.nullish(),
    }),
    answer: activity,
    problems: ['record-unknown', 'changed-meanwhile', 'not-allowed', 'activity-has-no-such-field'],
    example: { as: 'nora', params: { activityId: '@activity/zahlweise' }, body: { version: 1, text: 'Zahlt künftig jährlich.' } },
  }),
  refileActivity: route({
    method: 'PUT',
    path: '/api/activities/:activityId/filings',
    summary: { de: 'Anruf, Notiz oder Treffen anderen Akten zuordnen', en: 'File a call, note or meeting under other records' },
    permission: 'activities.write',
    changes: true,
    params: activityParams,
    /** Takes the place of all records that the caller sees; where others filed it unseen, it stays. */
    body: z.strictObject({ version, under }),
    answer: activity,
    problems: ['record-unknown', 'changed-meanwhile', 'not-allowed'],
    example: {
      as: 'nora',
      params: { activityId: '@activity/filiale' },
      body: { version: 1, under: [{ kind: 'case', id: '@case/abo-umstellung' }] },
    },
  }),
  deleteActivity: route({
    method: 'POST',
    path: '/api/activities/:activityId/deletion',
    summary: { de: 'Anruf, Notiz oder Treffen löschen', en: 'Delete a call, note or meeting' },
    permission: 'activities.write',
    changes: true,
    params: activityParams,
    body: z.strictObject({ version }),
    answer: activity,
    problems: ['record-unknown', 'changed-meanwhile', 'not-allowed'],
    example: { as: 'nora', params: { activityId: '@activity/doppelt' }, body: { version: 1 } },
  }),
  undeleteActivity: route({
    method: 'DELETE',
    path: '/api/activities/:activityId/deletion',
    summary: { de: 'Löschen rückgängig machen', en: 'Undo the deletion' },
    permission: 'activities.write',
    changes: true,
    params: activityParams,
    answer: activity,
    problems: ['record-unknown', 'not-allowed'],
    example: { as: 'nora', params: { activityId: '@activity/versehen' } },
  }),
  getContactTimeline: route({
    ...timeline,
    method: 'GET',
    path: '/api/contacts/:contactId/timeline',
    summary: {
      de: 'Verlauf eines Kontakts; einer Firma mit allen ihren Leuten',
      en: 'Timeline of a contact; of a company with all its people',
    },
    permission: 'contacts.read',
    params: z.object({ contactId: id }),
    example: { as: 'nora', params: { contactId: '@contact/huber' } },
  }),
  getCaseTimeline: route({
    ...timeline,
    method: 'GET',
    path: '/api/cases/:caseId/timeline',
    summary: { de: 'Verlauf eines Vorgangs', en: 'Timeline of a case' },
    permission: 'cases.read',
    params: z.object({ caseId: id }),
    example: { as: 'nora', params: { caseId: '@case/abo-umstellung' } },
  }),
  getOpportunityTimeline: route({
    ...timeline,
    method: 'GET',
    path: '/api/opportunities/:opportunityId/timeline',
    summary: { de: 'Verlauf einer Verkaufschance', en: 'Timeline of an opportunity' },
    permission: 'opportunities.read',
    params: z.object({ opportunityId: id }),
    example: { as: 'tim', params: { opportunityId: '@opportunity/serie-herbst' } },
  }),
}
