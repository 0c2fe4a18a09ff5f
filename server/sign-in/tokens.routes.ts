import type { tokenRoutes } from '@postakte/shared/api/tokens'
import type { Handlers } from '../http/api/call'
import { notFound } from '../http/problem-with'
import { endToken, listTokens, makeToken } from './personal-tokens'
import { holdSession, requireSession } from './sessions'

export const tokenHandlers: Handlers<typeof tokenRoutes> = {
  listTokens: async ({ parts: { db }, me }) => {
    requireSession(me)
    return { items: await listTokens(db, me.id) }
  },
  makeToken: ({ parts: { db }, me, body }) => {
    requireSession(me)
    return db.transaction(async (tx) => {
      await holdSession(tx, me)
      return makeToken(tx, { userId: me.id, via: 'api' }, me, body)
    })
  },
  endToken: async ({ parts: { db }, me, params: { tokenId } }) => {
    requireSession(me)
    if (!(await db.transaction((tx) => endToken(tx, { userId: me.id, via: 'api' }, me.id, tokenId)))) throw notFound()
    return undefined
  },
}
