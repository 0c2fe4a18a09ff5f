import { z } from 'zod'
import { caseLinkKind, caseParams, caseRecord, seen, seenInQuery } from './case-shapes'
import { route } from './route'
import { id, line, version } from './shapes'

export const caseMergeRoutes = {
  mergeCase: route({
    method: 'POST',
    path: '/api/cases/:caseId/merge',
    summary: {
      de: 'Einen Vorgang mit einem anderen zusammenführen: Mails, Nummer und Kennung führen dann dorthin',
      en: 'Merge a case into another: mails, number and tag lead there then',
    },
    permission: 'cases.write',
    changes: true,
    params: caseParams,
    body: z.strictObject({ version, intoId: id }),
    /** The case that both are now. */
    answer: caseRecord,
    problems: ['case-merged', 'case-merge-same', 'case-merge-closed', 'case-not-yours'],
    example: { as: 'ruth', params: { caseId: '@case/reklamation' }, body: { version: 1, intoId: '@case/abo-umstellung' } },
  }),
  unmergeCase: route({
    method: 'DELETE',
    path: '/api/cases/:caseId/merge',
    summary: { de: 'Ein Zusammenführen zurücknehmen', en: 'Take a merge back' },
    permission: 'cases.write',
    changes: true,
    params: caseParams,
    query: z.strictObject(seenInQuery),
    /** The case that stands alone again. */
    answer: caseRecord,
    problems: ['case-not-merged', 'case-merged-further'],
    example: { as: 'ruth', params: { caseId: '@case/reklamation' } },
  }),
  splitCase: route({
    method: 'POST',
    path: '/api/cases/:caseId/splits',
    summary: {
      de: 'Mails und Termine in einen neuen, verbundenen Vorgang abtrennen',
      en: 'Split mails and activities off into a new case that is linked',
    },
    permission: 'cases.write',
    changes: true,
    makes: true,
    params: caseParams,
    body: z.strictObject({ ...seen, title: line(200).optional(), activityIds: z.array(id).max(500) }),
    /** The new case. */
    answer: caseRecord,
    problems: ['case-merged'],
    example: { as: 'nora', params: { caseId: '@case/mahnsperre' }, body: { title: 'Ratenzahlung', activityIds: [] } },
  }),
  linkCases: route({
    method: 'PUT',
    path: '/api/cases/:caseId/links/:otherId',
    summary: { de: 'Zwei Vorgänge verbinden', en: 'Link two cases' },
    permission: 'cases.write',
    changes: true,
    params: caseParams.extend({ otherId: id }),
    body: z.strictObject({ kind: caseLinkKind }),
    answer: caseRecord,
    problems: ['case-merged', 'case-merge-same'],
    example: { as: 'nora', params: { caseId: '@case/abo-umstellung', otherId: '@case/adressaenderung' }, body: { kind: 'related' } },
  }),
  unlinkCases: route({
    method: 'DELETE',
    path: '/api/cases/:caseId/links/:otherId',
    summary: { de: 'Zwei Vorgänge nicht mehr verbinden', en: 'Link two cases no longer' },
    permission: 'cases.write',
    changes: true,
    params: caseParams.extend({ otherId: id }),
    answer: caseRecord,
    problems: ['case-merged'],
    example: { as: 'nora', params: { caseId: '@case/abo-umstellung', otherId: '@case/adressaenderung' } },
  }),
}
