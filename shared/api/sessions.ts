import { z } from 'zod'
import { password } from './people'
import { route } from './route'
import { id, instant, line } from './shapes'

export const program = z.enum(['outlook', 'thunderbird', 'desk', 'api'])
/** Who asks to be signed in: what its user reads in the list of sessions. */
export const client = { program, name: line(100) }

/** A session's two tokens, shown once. */
export const sessionTokens = z.object({
  sessionId: id,
  accessToken: z.string(),
  accessUntil: instant,
  /** Good once: its use gives the next one. */
  refreshToken: z.string(),
  refreshUntil: instant,
})
/** `device` marks a device from which the user signed in before: kept there, it spares the user the delays that strangers cause. */
export const signedInTokens = sessionTokens.extend({ device: z.string() })
const secret = z.string().min(1).max(300)

export const session = z.object({
  id,
  name: z.string(),
  program,
  createdAt: instant,
  usedAt: instant.nullable(),
  /** The one that asks. */
  current: z.boolean(),
})

export const sessionRoutes = {
  getSignInWays: route({
    method: 'GET',
    path: '/api/sign-in-ways',
    summary: { de: 'Wie man sich hier anmelden kann', en: 'How one can sign in here' },
    permission: 'anyone',
    changes: false,
    answer: z.object({
      company: z.boolean(),
      microsoft: z.object({ tenant: z.string(), clientId: z.string(), authority: z.string(), scope: z.string() }).nullable(),
    }),
    example: {},
  }),
  signIn: route({
    method: 'POST',
    path: '/api/sessions',
    summary: { de: 'Sich mit Kennwort anmelden', en: 'Sign in with a password' },
    permission: 'anyone',
    changes: true,
    makes: true,
    body: z.strictObject({
      ...client,
      login: z.string().min(1).max(200),
      password: z.string().min(1).max(200),
      device: secret.optional(),
    }),
    answer: signedInTokens,
    problems: ['sign-in-wrong', 'sign-in-slow-down', 'server-busy'],
    example: { body: { login: 'nora', password: 'drei Birnen im Regen', program: 'desk', name: 'Firefox, Büro' } },
  }),
  renewSession: route({
    method: 'POST',
    path: '/api/sessions/renewal',
    summary: { de: 'Neue Token gegen das Erneuerungstoken', en: 'New tokens for the refresh token' },
    permission: 'anyone',
    changes: true,
    makes: true,
    body: z.strictObject({ refreshToken: secret }),
    answer: sessionTokens,
    problems: ['session-ended'],
    example: { body: { refreshToken: 'pr_unknown.unknown' }, problem: 'session-ended' },
  }),
  signInWithMicrosoft: route({
    method: 'POST',
    path: '/api/sessions/microsoft',
    summary: { de: 'Sich mit dem Token von Office anmelden', en: 'Sign in with the token of Office' },
    permission: 'anyone',
    changes: true,
    makes: true,
    body: z.strictObject({ ...client, token: z.string().min(1).max(20_000) }),
    answer: sessionTokens,
    problems: ['sign-in-not-offered', 'sign-in-token-refused', 'sign-in-unknown-user', 'sign-in-service-away'],
    example: { body: { token: 'no.such.token', program: 'outlook', name: 'Outlook' }, problem: 'sign-in-not-offered' },
  }),
  listSessions: route({
    method: 'GET',
    path: '/api/sessions',
    summary: { de: 'Die eigenen Sitzungen, zuletzt benutzte zuerst', en: 'Your sessions, last used first' },
    permission: 'signed-in',
    changes: false,
    withoutTransaction: true,
    answer: z.object({ items: z.array(session) }),
    example: { as: 'nora' },
  }),
  endSession: route({
    method: 'DELETE',
    path: '/api/sessions/:sessionId',
    summary: { de: 'Eine eigene Sitzung beenden', en: 'End one of your sessions' },
    permission: 'signed-in',
    changes: true,
    withoutTransaction: true,
    params: z.object({ sessionId: id }),
    answer: 'nothing',
    problems: ['session-needed'],
    example: { as: 'nora', params: { sessionId: '999999' }, problem: 'record-unknown' },
  }),
  endOtherSessions: route({
    method: 'DELETE',
    path: '/api/sessions',
    summary: { de: 'Alle eigenen Sitzungen beenden, nur diese nicht', en: 'End all your sessions but this one' },
    permission: 'signed-in',
    changes: true,
    withoutTransaction: true,
    answer: z.object({ ended: z.int() }),
    problems: ['session-needed'],
    example: { as: 'nora' },
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: { de: 'Sich abmelden', en: 'Sign out' },
    permission: 'signed-in',
    changes: true,
    anyToken: true,
    withoutTransaction: true,
    answer: 'nothing',
    example: { as: 'otto' },
  }),
  changeMyPassword: route({
    method: 'PUT',
    path: '/api/me/password',
    summary: { de: 'Das eigene Kennwort ändern; andere Sitzungen enden', en: 'Change your password; other sessions end' },
    permission: 'signed-in',
    changes: true,
    withoutTransaction: true,
    body: z.strictObject({ current: z.string().min(1).max(200), password }),
    answer: 'nothing',
    problems: ['session-needed', 'sign-in-wrong', 'password-weak', 'sign-in-slow-down', 'server-busy'],
    example: { as: 'nora', body: { current: 'not the password', password: 'vier Kirschen im Schnee' }, problem: 'sign-in-wrong' },
  }),
}
