import { z } from 'zod'
import { route } from './route'
import { client, sessionTokens } from './sessions'

/** Pages that a browser may come back to. */
export const comeBackTo = z.enum(['/sign-in/device', '/dev/mails', '/desk'])
const base64url = z.string().regex(/^[\w-]{43}$/)

/** Sign-in at the company's own service (OpenID Connect), for pages in a browser. */
export const companyRoutes = {
  startCompanySignIn: route({
    method: 'POST',
    path: '/api/company-sign-in',
    summary: { de: 'Anmeldung beim Dienst der Firma beginnen', en: 'Begin a sign-in at the company’s service' },
    permission: 'anyone',
    changes: true,
    makes: true,
    /** `challenge`: SHA-256 of 32 random bytes that the page keeps until it comes back; base64url without padding, both. */
    body: z.strictObject({ challenge: base64url, comeBackTo }),
    answer: z.object({ url: z.string() }),
    problems: ['sign-in-not-offered', 'sign-in-service-away', 'sign-in-slow-down'],
    example: {
      body: { challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', comeBackTo: '/sign-in/device' },
      problem: 'sign-in-not-offered',
    },
  }),
  finishCompanySignIn: route({
    method: 'POST',
    path: '/api/sessions/company',
    summary: { de: 'Die Anmeldung beim Dienst der Firma abschließen', en: 'Finish the sign-in at the company’s service' },
    permission: 'anyone',
    changes: true,
    makes: true,
    /** `code` came behind the # of the page's address; good once, for a minute. */
    body: z.strictObject({ ...client, code: z.string().min(1).max(200), verifier: base64url }),
    answer: sessionTokens,
    problems: ['session-ended'],
    example: {
      body: {
        code: 'unknown',
        verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
        program: 'desk',
        name: 'Firefox',
      },
      problem: 'session-ended',
    },
  }),
}
