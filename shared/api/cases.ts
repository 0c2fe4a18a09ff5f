import { z } from 'zod'
import { caseItem, caseParams, caseRecord, caseType } from './case-shapes'
import { route } from './route'
import { id, instant, line, page, paged, smallId, userRef, version } from './shapes'

const number = z.string().regex(/^\d{1,12}$/)
const personInQuery = z.union([z.enum(['me', 'nobody']), z.coerce.number().pipe(smallId)])
const smallIdInQuery = z.coerce.number().pipe(smallId)

export const casesRoutes = {
  listCases: route({
    method: 'GET',
    path: '/api/cases',
    summary: {
      de: 'Vorgänge, die zuletzt geänderten oder die am längsten wartenden zuerst',
      en: 'Cases, last changed or longest waiting first',
    },
    permission: 'cases.read',
    changes: false,
    query: z.strictObject({
      /** 'me': also those of colleagues who are away and whose substitute the caller is. */
      assignee: personInQuery.optional(),
      team: smallIdInQuery.optional(),
      folder: smallIdInQuery.optional(),
      /** Its contact, or one who takes part. */
      contact: id.optional(),
      /** 'active': open or waiting. */
      status: z.enum(['active', 'open', 'waiting', 'closed', 'archived', 'any']).default('active'),
      order: z.enum(['changed', 'waiting']).default('changed'),
      ...page,
    }),
    answer: paged(caseItem),
    example: { as: 'nora', query: { team: '#team/Kundenservice', order: 'waiting' } },
  }),
  getCase: route({
    method: 'GET',
    path: '/api/cases/:caseId',
    summary: { de: 'Ein Vorgang', en: 'A case' },
    permission: 'cases.read',
    changes: false,
    params: caseParams,
    answer: caseRecord,
    example: { as: 'nora', params: { caseId: '@case/abo-umstellung' } },
  }),
  getCaseByNumber: route({
    method: 'GET',
    path: '/api/case-numbers/:number',
    summary: {
      de: 'Der Vorgang mit dieser Nummer; die eines zusammengeführten führt zu dem, in dem er aufging',
      en: 'The case with this number; that of a merged one leads to the case it became',
    },
    permission: 'cases.read',
    changes: false,
    params: z.object({ number }),
    answer: caseRecord,
    example: { as: 'nora', params: { number: '4711' } },
  }),
  makeCase: route({
    method: 'POST',
    path: '/api/cases',
    summary: { de: 'Einen Vorgang anlegen', en: 'Make a case' },
    permission: 'cases.write',
    changes: true,
    makes: true,
    body: z
      .strictObject({
        title: line(200).optional(),
        /** Its subject, without prefixes and tags, is the title where none is given. */
        mailId: id.optional(),
        contactId: id.nullish(),
        participantIds: z.array(id).max(100).default([]),
        teamId: smallId.nullish(),
        assigneeId: smallId.nullish(),
        folderId: smallId.nullish(),
        type: caseType.default('case'),
        private: z.boolean().default(false),
      })
      .refine(({ title, mailId }) => title !== undefined || mailId !== undefined, { path: ['title'] }),
    answer: caseRecord,
    problems: ['case-assignee-cannot-see', 'case-title-missing'],
    example: { as: 'nora', body: { title: 'Nachsendung', contactId: '@contact/ida', teamId: '#team/Kundenservice' } },
  }),
  changeCase: route({
    method: 'PATCH',
    path: '/api/cases/:caseId',
    summary: {
      de: 'Titel, Kontakt, Beteiligte, Art oder Ordner eines Vorgangs ändern',
      en: 'Change title, contact, participants, type or folder of a case',
    },
    permission: 'cases.write',
    changes: true,
    params: caseParams,
    body: z.strictObject({
      version,
      title: line(200).optional(),
      contactId: id.nullable().optional(),
      participantIds: z.array(id).max(100).optional(),
      folderId: smallId.nullable().optional(),
      type: caseType.optional(),
    }),
    answer: caseRecord,
    problems: ['case-merged'],
    example: {
      as: 'nora',
      params: { caseId: '@case/abo-umstellung' },
      body: { version: 1, title: 'Abo-Umstellung zum Herbst', participantIds: ['@contact/anna', '@contact/ben'] },
    },
  }),
  listCaseAnswers: route({
    method: 'GET',
    path: '/api/cases/:caseId/answers',
    summary: { de: 'Wer in diesem Vorgang wann geantwortet hat', en: 'Who answered what in this case, and when' },
    permission: 'cases.read',
    changes: false,
    params: caseParams,
    query: z.strictObject({ user: smallIdInQuery.optional(), ...page }),
    answer: paged(
      z.object({
        activityId: id,
        kind: z.enum(['mail', 'call']),
        mailId: id.nullable(),
        /** Subject of the mail, title of the call. */
        title: z.string(),
        at: instant,
        /** Null: nobody's own address wrote it, for example service@. */
        user: userRef.nullable(),
        fromAddress: z.string().nullable(),
        /** Since when the customer had been waiting for it. */
        waitedSince: instant.nullable(),
      }),
    ),
    example: { as: 'nora', params: { caseId: '@case/abo-umstellung' } },
  }),
}
