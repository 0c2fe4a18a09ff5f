import { z } from 'zod'
import { caseParams, caseRecord, seen, seenInQuery } from './case-shapes'
import type { Example } from './route'
import { route } from './route'
import { smallId, version } from './shapes'

const [seenBody, seenQuery] = [z.strictObject(seen), z.strictObject(seenInQuery)]
const noras: Example = { as: 'nora', params: { caseId: '@case/adressaenderung' } }
const ofLead: Example = { as: 'ruth', params: { caseId: '@case/namensaenderung' } }
const problems = ['case-merged'] as const
/** Somebody who gave the case away may no longer see it. */
const caseOrGone = z.object({ case: caseRecord.nullable() })

/** What all changes of a state have in common. */
const ofCase = { changes: true, params: caseParams, answer: caseRecord } as const

/** A change of state is a noun: POST puts it there, DELETE takes it away. */
export const caseStateRoutes = {
  closeCase: route({
    ...ofCase,
    method: 'POST',
    path: '/api/cases/:caseId/closure',
    summary: { de: 'Einen Vorgang schließen', en: 'Close a case' },
    permission: 'cases.write',
    body: seenBody,
    problems,
    example: { ...noras, body: {} },
  }),
  reopenCase: route({
    ...ofCase,
    method: 'DELETE',
    path: '/api/cases/:caseId/closure',
    summary: { de: 'Einen geschlossenen Vorgang wieder öffnen', en: 'Open a closed case again' },
    permission: 'cases.write',
    query: seenQuery,
    problems,
    example: noras,
  }),
  waitForCustomer: route({
    ...ofCase,
    method: 'POST',
    path: '/api/cases/:caseId/waiting',
    summary: {
      de: 'Auf den Kunden warten; seine Antwort öffnet den Vorgang wieder',
      en: 'Wait for the customer; their answer opens the case again',
    },
    permission: 'cases.write',
    body: seenBody,
    problems: [...problems, 'case-closed'],
    example: { ...noras, body: {} },
  }),
  waitNoLonger: route({
    ...ofCase,
    method: 'DELETE',
    path: '/api/cases/:caseId/waiting',
    summary: { de: 'Nicht länger auf den Kunden warten', en: 'Wait for the customer no longer' },
    permission: 'cases.write',
    query: seenQuery,
    problems: [...problems, 'case-closed'],
    example: noras,
  }),
  archiveCase: route({
    ...ofCase,
    method: 'POST',
    path: '/api/cases/:caseId/archive',
    summary: { de: 'Einen Vorgang archivieren', en: 'Archive a case' },
    permission: 'cases.archived',
    body: seenBody,
    problems,
    example: { ...ofLead, body: {} },
  }),
  unarchiveCase: route({
    ...ofCase,
    method: 'DELETE',
    path: '/api/cases/:caseId/archive',
    summary: { de: 'Einen Vorgang aus dem Archiv holen; er ist dann geschlossen', en: 'Take a case out of the archive; it is closed then' },
    permission: 'cases.archived',
    query: seenQuery,
    problems,
    example: ofLead,
  }),
  makeCasePrivate: route({
    ...ofCase,
    method: 'POST',
    path: '/api/cases/:caseId/privacy',
    summary: {
      de: 'Einen Vorgang privat machen: nur sein Besitzer sieht ihn noch',
      en: 'Make a case private: only its owner sees it then',
    },
    permission: 'cases.write',
    body: seenBody,
    problems: [...problems, 'case-not-yours'],
    example: { ...noras, body: {} },
  }),
  makeCasePublic: route({
    ...ofCase,
    method: 'DELETE',
    path: '/api/cases/:caseId/privacy',
    summary: { de: 'Einen privaten Vorgang wieder dem Team zeigen', en: 'Show a private case to the team again' },
    permission: 'cases.write',
    query: seenQuery,
    problems: [...problems, 'case-not-yours'],
    example: noras,
  }),
  assignCase: route({
    method: 'PUT',
    path: '/api/cases/:caseId/assignment',
    summary: {
      de: 'Einen Vorgang einem Team und jemandem zuweisen; was fehlt, bleibt. Wer ihn dann nicht mehr sehen darf, sieht ihn nicht mehr',
      en: 'Assign a case to a team and to somebody; what is left out stays. Who may no longer see it then, sees it no more',
    },
    permission: 'cases.write',
    changes: true,
    params: caseParams,
    body: z.strictObject({ version, teamId: smallId.nullable().optional(), assigneeId: smallId.nullable().optional() }),
    answer: caseOrGone,
    problems: [...problems, 'case-assignee-cannot-see'],
    example: { as: 'nora', params: { caseId: '@case/mahnsperre' }, body: { version: 1, assigneeId: '#user/nora' } },
  }),
  takeCaseOver: route({
    ...ofCase,
    method: 'POST',
    path: '/api/cases/:caseId/takeover',
    summary: { de: 'Einen Vorgang übernehmen, auch den eines Kollegen', en: 'Take a case over, a colleague’s too' },
    permission: 'cases.write',
    body: seenBody,
    problems,
    example: { ...noras, body: {} },
  }),
}
