import type { presenceRoutes } from '@postakte/shared/api/presence'
import type { Handlers } from '../http/api/call'
import { notFound } from '../http/problem-with'
import { placeOf } from './places'
import { again, bePresent, leave, presenceOf } from './presence'

export const presenceHandlers: Handlers<typeof presenceRoutes> = {
  listPresence: async ({ me, tx, query: { mailIds = [], caseIds = [], messageId }, parts: { config } }) => {
    const place = messageId === undefined ? null : await placeOf(tx, me, { messageId }, config.secretKey)
    const asked = { mailIds: [...mailIds, place?.mailId ?? []].flat(), caseIds, messageKeys: [place?.messageKey ?? []].flat() }
    return { others: await presenceOf(tx, asked) }
  },
  putPresence: async ({ me, tx, body: { at, ...window }, parts: { config } }) => {
    const place = await placeOf(tx, me, at, config.secretKey)
    const { mailId, caseId, messageKey } = place
    if (!config.POSTAKTE_PRESENCE) return { at: { mailId, caseId, messageKey }, others: [], again }
    const { others, events } = await bePresent(tx, { userId: me.id, ...window }, place)
    for (const event of events) tx.event(event)
    return { at: { mailId, caseId, messageKey }, others, again }
  },
  leavePresence: async ({ me, tx, params: { window } }) => {
    const events = await leave(tx, me.id, window)
    if (events === null) throw notFound()
    for (const event of events) tx.event(event)
    return undefined
  },
}
