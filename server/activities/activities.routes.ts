import type { activityRoutes } from '@postakte/shared/api/activities'
import type { TargetRef } from '@postakte/shared/api/shapes'
import type { Language } from '@postakte/shared/texts/texts'
import type { ApiTx, Handlers } from '../http/api/call'
import type { Acting } from '../rights/can'
import { requireRecord } from '../rights/records'
import { loadActivity } from './activities'
import { changeActivity, deleteActivity, refileActivity, undeleteActivity } from './change'
import { logActivity } from './log'
import { type TimelinePage, timelineOf } from './timeline'

export const activityHandlers: Handlers<typeof activityRoutes> = {
  logActivity: async ({ tx, me, body }) => (await logActivity(tx, me, body)).answer,
  getActivity: async ({ tx, me, params }) => (await loadActivity(tx, me, params.activityId)).answer,
  changeActivity: async ({ tx, me, params, body }) => (await changeActivity(tx, me, params.activityId, body)).answer,
  refileActivity: async ({ tx, me, params, body }) => (await refileActivity(tx, me, params.activityId, body.version, body.under)).answer,
  deleteActivity: async ({ tx, me, params, body }) => (await deleteActivity(tx, me, params.activityId, body.version)).answer,
  undeleteActivity: async ({ tx, me, params }) => (await undeleteActivity(tx, me, params.activityId)).answer,
  getContactTimeline: ({ tx, me, params, query, language }) => timeline(tx, me, { kind: 'contact', id: params.contactId }, query, language),
  getCaseTimeline: ({ tx, me, params, query, language }) => timeline(tx, me, { kind: 'case', id: params.caseId }, query, language),
  getOpportunityTimeline: ({ tx, me, params, query, language }) =>
    timeline(tx, me, { kind: 'opportunity', id: params.opportunityId }, query, language),
}

/** Both at once: on PostgreSQL they travel together. */
async function timeline(tx: ApiTx, me: Acting, target: TargetRef, page: TimelinePage, language: Language) {
  const [, entries] = await Promise.all([requireRecord(tx, me, target), timelineOf(tx, me, target, page, language)])
  return entries
}
