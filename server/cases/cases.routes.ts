import type { caseMergeRoutes } from '@postakte/shared/api/case-merges'
import type { caseStateRoutes } from '@postakte/shared/api/case-states'
import type { casesRoutes } from '@postakte/shared/api/cases'
import type { Handlers } from '../http/api/call'
import { listAnswers } from './answers'
import { assignCase } from './assign'
import { changeCase, makeCase } from './cases'
import { linkCases, unlinkCases } from './links'
import { listCases } from './list'
import { seeCase, seeCaseOfNumber } from './load'
import { mergeCase, unmergeCase } from './merge'
import { splitCase } from './split'
import { stateHandler } from './state-handler'
import { tell } from './told'

export const casesHandlers: Handlers<typeof casesRoutes> = {
  listCases: ({ tx, me, query }) => listCases(tx, me, query),
  getCase: ({ tx, me, params }) => seeCase(tx, me, params.caseId),
  getCaseByNumber: ({ tx, me, params }) => seeCaseOfNumber(tx, me, params.number),
  makeCase: async ({ tx, me, body, parts }) => {
    const made = await makeCase(tx, me, parts.config.secretKey, body)
    tell(tx, 'case.make', null, made)
    return made
  },
  changeCase: async ({ tx, me, params, body }) => {
    const { before, now } = await changeCase(tx, me, params.caseId, body)
    tell(tx, 'case.change', before, now, { titleBefore: before.title, contact: now.contact?.name, folder: now.folder?.name })
    return now
  },
  listCaseAnswers: async ({ tx, me, params, query }) => {
    await seeCase(tx, me, params.caseId)
    return listAnswers(tx, params.caseId, query)
  },
}

export const caseStateHandlers: Handlers<typeof caseStateRoutes> = {
  closeCase: stateHandler('close', 'case.close'),
  reopenCase: stateHandler('reopen', 'case.reopen'),
  waitForCustomer: stateHandler('wait', 'case.wait'),
  waitNoLonger: stateHandler('waitNoLonger', 'case.wait-end'),
  archiveCase: stateHandler('archive', 'case.archive'),
  unarchiveCase: stateHandler('unarchive', 'case.unarchive'),
  makeCasePrivate: stateHandler('hide', 'case.hide'),
  makeCasePublic: stateHandler('show', 'case.show'),
  takeCaseOver: stateHandler('takeOver', 'case.take-over'),
  assignCase: async ({ tx, me, params, body }) => {
    const { before, now, audience } = await assignCase(tx, me, params.caseId, body)
    tell(
      tx,
      'case.assign',
      before,
      { ...before, audience },
      { teamBefore: before.team?.name, assigneeBefore: before.assignee?.name, ...body },
    )
    return { case: now }
  },
}

export const caseMergeHandlers: Handlers<typeof caseMergeRoutes> = {
  mergeCase: async ({ tx, me, params, body }) => {
    const { from, into } = await mergeCase(tx, me, params.caseId, body.version, body.intoId)
    tell(tx, 'case.merge', from, null, { into: into.number })
    tell(tx, 'case.merge-into', into, into, { from: from.number })
    return into
  },
  unmergeCase: async ({ tx, me, params, query }) => {
    const { from, into } = await unmergeCase(tx, me, params.caseId, query.version)
    tell(tx, 'case.unmerge', null, from, { into: into.number })
    tell(tx, 'case.unmerge-from', into, into, { from: from.number })
    return from
  },
  splitCase: async ({ tx, me, params, body, parts }) => {
    const { from, made } = await splitCase(tx, me, parts.config.secretKey, params.caseId, body)
    tell(tx, 'case.split', from, from, { into: made.number, activities: body.activityIds.length })
    tell(tx, 'case.make', null, made, { from: from.number })
    return made
  },
  linkCases: async ({ tx, me, params, body }) => {
    const { one, other } = await linkCases(tx, me, params.caseId, params.otherId, body.kind)
    tell(tx, 'case.link', one, one, { other: other.number, kind: body.kind })
    return one
  },
  unlinkCases: async ({ tx, me, params }) => {
    const { one, other } = await unlinkCases(tx, me, params.caseId, params.otherId)
    tell(tx, 'case.unlink', one, one, { other: other.number })
    return one
  },
}
