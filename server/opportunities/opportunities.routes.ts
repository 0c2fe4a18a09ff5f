import type { opportunityRoutes } from '@postakte/shared/api/opportunities'
import type { ApiTx, Handlers } from '../http/api/call'
import { changeOpportunity } from './change'
import { handOverOpportunity } from './hand-over'
import { listOpportunities } from './list'
import { seeOpportunity } from './load'
import { makeOpportunity } from './make'
import { audienceOf } from './sight'

export const opportunityHandlers: Handlers<typeof opportunityRoutes> = {
  listOpportunities: ({ tx, me, query: { after, limit, ...filter } }) => listOpportunities(tx, me, filter, { after, limit }),

  getOpportunity: ({ tx, me, params }) => seeOpportunity(tx, me, params.opportunityId),

  makeOpportunity: async ({ tx, me, body }) => {
    const made = (await makeOpportunity(tx, me, { ...body, ownerId: body.ownerId === undefined ? me.id : body.ownerId }))!
    told(tx, 'opportunity.make', made.id, [made.audience], { title: made.title })
    return made
  },
  changeOpportunity: async ({ tx, me, params: { opportunityId }, body }) => {
    const { before, now } = await changeOpportunity(tx, me, opportunityId, body)
    const changed = Object.keys(body).filter((field) => field !== 'version')
    told(tx, 'opportunity.change', opportunityId, [before.audience, now.audience], { title: now.title, stage: now.stage, changed })
    return now
  },
  handOverOpportunity: async ({ tx, me, params: { opportunityId }, body }) => {
    const before = await handOverOpportunity(tx, me, opportunityId, body)
    const { title, private: isPrivate } = before
    told(tx, 'opportunity.hand-over', opportunityId, [before.audience, audienceOf({ private: isPrivate, ...body })], {
      title,
      teamId: body.teamId,
      ownerId: body.ownerId,
    })
    return undefined
  },
}

/** For those who saw it and those who see it now. */
function told(tx: ApiTx, action: string, id: string, audiences: readonly number[], facts: Readonly<Record<string, unknown>>): void {
  tx.journal({ action, kind: 'opportunity', recordId: id, facts })
  tx.event({ kind: 'opportunity', audiences: [...new Set(audiences)], data: { id, action } })
}
