import type { followUpRoutes } from '@postakte/shared/api/follow-ups'
import type { Handlers } from '../http/api/call'
import { loadFollowUp } from './follow-ups'
import { listFollowUps } from './list'
import { setTimeZone } from './time-zone'
import { changeFollowUp, finishFollowUp, makeFollowUp, reopenFollowUp } from './work'

export const followUpHandlers: Handlers<typeof followUpRoutes> = {
  listFollowUps: ({ tx, me, query, language }) => listFollowUps(tx, me, query, language),
  getFollowUp: ({ tx, me, params, language }) => loadFollowUp(tx, me, params.followUpId, language),
  makeFollowUp: ({ body, ...call }) => makeFollowUp(call, body),
  changeFollowUp: ({ body, ...call }) => changeFollowUp({ ...call, ...call.params }, body),
  finishFollowUp: ({ body, ...call }) => finishFollowUp({ ...call, ...call.params }, body.version),
  reopenFollowUp: (call) => reopenFollowUp({ ...call, ...call.params }),
  setTimeZone: ({ tx, me, body }) => setTimeZone(tx, me, body.timeZone),
}
