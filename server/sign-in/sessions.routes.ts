import type { sessionRoutes } from '@postakte/shared/api/sessions'
import { Problem } from '@postakte/shared/model/problem'
import type { Handlers } from '../http/api/call'
import { microsoftScope, userOfMicrosoftToken } from './microsoft'
import { signIn } from './password-sign-in'
import { renewSession } from './renewal'
import { endOtherSessions, endSession, listSessions, requireSession, signOut } from './sessions'
import { startSession } from './start-session'
import { changeOwnPassword } from './take-access'

export const sessionHandlers: Handlers<typeof sessionRoutes> = {
  getSignInWays: async ({ parts: { config } }) => ({
    company: config.oidc !== null,
    microsoft: config.microsoft && { ...config.microsoft, scope: microsoftScope(config.microsoft) },
  }),
  signIn: ({ parts: { db, config }, address, body }) => signIn(db, config, address, body),
  renewSession: ({ parts: { db }, body: { refreshToken } }) => renewSession(db, refreshToken),
  signInWithMicrosoft: async ({ parts: { db, config }, body }) => {
    if (config.microsoft === null) throw new Problem('sign-in-not-offered')
    const userId = await userOfMicrosoftToken(db, config.microsoft, body.token)
    return db.transaction((tx) => startSession(tx, userId, { ...body, by: 'microsoft' }))
  },
  listSessions: async ({ parts: { db }, me }) => {
    requireSession(me)
    return { items: await listSessions(db, me) }
  },
  endSession: async ({ parts: { db }, me, params: { sessionId } }) => {
    requireSession(me)
    await endSession(db, me, sessionId)
    return undefined
  },
  endOtherSessions: async ({ parts: { db }, me }) => {
    requireSession(me)
    return { ended: await endOtherSessions(db, me) }
  },
  signOut: async ({ parts: { db }, me }) => {
    await signOut(db, me)
    return undefined
  },
  changeMyPassword: async ({ parts: { db, config }, me, address, body }) => {
    requireSession(me)
    await changeOwnPassword(db, config, me, address, body)
    return undefined
  },
}
