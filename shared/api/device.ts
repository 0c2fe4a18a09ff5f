import { z } from 'zod'
import { route } from './route'
import { client, program, sessionTokens } from './sessions'
import { instant } from './shapes'

/** Eight letters without vowels and look-alikes; spaces, hyphens and lower case are the typist's. */
const userCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/))
const withCode = z.strictObject({ userCode })

/** Sign-in of a panel through the browser, in the shape of RFC 8628. */
export const deviceRoutes = {
  startDevice: route({
    method: 'POST',
    path: '/api/device',
    summary: { de: 'Anmeldung über den Browser beginnen', en: 'Begin a sign-in through the browser' },
    permission: 'anyone',
    changes: true,
    makes: true,
    body: z.strictObject(client),
    answer: z.object({
      deviceCode: z.string(),
      userCode: z.string(),
      verificationUri: z.string(),
      /** With the code behind the #, which no server sees. */
      verificationUriComplete: z.string(),
      /** Seconds. */
      interval: z.int(),
      expiresIn: z.int(),
    }),
    problems: ['sign-in-slow-down'],
    example: { body: { program: 'outlook', name: 'Outlook, Büro' } },
  }),
  deviceTokens: route({
    method: 'POST',
    path: '/api/device/token',
    summary: { de: 'Fragen, ob die Anmeldung bestätigt ist', en: 'Ask whether the sign-in was confirmed' },
    permission: 'anyone',
    changes: true,
    makes: true,
    body: z.strictObject({ deviceCode: z.string().min(1).max(200) }),
    answer: sessionTokens,
    problems: ['authorization_pending', 'slow_down', 'access_denied', 'expired_token'],
    example: { body: { deviceCode: 'unknown' }, problem: 'expired_token' },
  }),
  lookUpDevice: route({
    method: 'POST',
    path: '/api/device/request',
    summary: { de: 'Ansehen, was sich mit diesem Code anmelden will', en: 'Look at what wants to sign in with this code' },
    permission: 'signed-in',
    changes: false,
    withoutTransaction: true,
    body: withCode,
    answer: z.object({
      program,
      name: z.string(),
      requestedAt: instant,
      /** From where it was asked for, and whether that is where this call comes from. */
      address: z.string(),
      sameAddress: z.boolean(),
    }),
    problems: ['session-needed', 'code-unknown', 'sign-in-slow-down'],
    example: { as: 'nora', body: { userCode: 'WDJB-MJHT' }, problem: 'code-unknown' },
  }),
  confirmDevice: route({
    method: 'POST',
    path: '/api/device/confirmation',
    summary: { de: 'Die Anmeldung mit diesem Code bestätigen', en: 'Confirm the sign-in with this code' },
    permission: 'signed-in',
    changes: true,
    withoutTransaction: true,
    body: withCode,
    answer: 'nothing',
    problems: ['session-needed', 'code-unknown', 'sign-in-slow-down'],
    example: { as: 'nora', body: { userCode: 'WDJB-MJHT' }, problem: 'code-unknown' },
  }),
  refuseDevice: route({
    method: 'POST',
    path: '/api/device/refusal',
    summary: { de: 'Die Anmeldung mit diesem Code ablehnen', en: 'Refuse the sign-in with this code' },
    permission: 'signed-in',
    changes: true,
    withoutTransaction: true,
    body: withCode,
    answer: 'nothing',
    problems: ['session-needed', 'code-unknown', 'sign-in-slow-down'],
    example: { as: 'nora', body: { userCode: 'WDJB-MJHT' }, problem: 'code-unknown' },
  }),
}
