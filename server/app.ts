import { api } from '@postakte/shared/api/routes'
import { Problem } from '@postakte/shared/model/problem'
import { Hono, type MiddlewareHandler } from 'hono'
import { devPageRoutes } from './dev/page-routes'
import { devRoutes } from './dev/routes'
import { answerProblem } from './http/answer'
import type { ApiParts } from './http/api/call'
import { signedIn } from './http/api/caller'
import { docsRoutes } from './http/api/docs-page'
import { mountApi } from './http/api/mount'
import { health } from './http/health'
import { installRoutes } from './install/install-routes'
import { MailReader } from './mails/mail-reader'
import { paneRoutes } from './outlook/pane-routes'
import { version } from './package.json'
import { signInPageRoutes } from './sign-in/page-routes'

export type AppParts = Omit<ApiParts, 'reader'>

/** All routes. Errors are problem+json with a code and a sentence in the user's language. */
export function app(given: AppParts): Hono {
  const root = new Hono()
  const parts = { ...given, reader: new MailReader(given.intake.own, given.config.POSTAKTE_WORKERS) }
  root.use(securityHeaders)
  root.onError((error, c) => answerProblem(c, error))
  root.notFound((c) => answerProblem(c, new Problem('not-found', { path: c.req.path.slice(0, 200) })))
  root.get('/health', async (c) => {
    const state = await health(parts.db)
    return c.json(state, state.ok ? 200 : 503)
  })
  docsRoutes(root, api, version)
  mountApi(root, parts)
  signInPageRoutes(root, parts)
  paneRoutes(root, parts.config)
  installRoutes(root, parts)
  if (parts.config.devPage) addDevPage(root, parts)
  return root
}

/** The page and its routes, for whoever has the permission: it shows every mail of everybody. */
function addDevPage(root: Hono, parts: ApiParts): void {
  devPageRoutes(root)
  root.use('/dev/api/*', async (c, next) => {
    const me = await signedIn(c, parts)
    if (!me.permissions.has('developer')) throw new Problem('not-allowed', { permission: 'developer' })
    await next()
    c.header('Cache-Control', 'no-store')
  })
  root.route('/dev/api', devRoutes(parts))
}

/** On the answer as it is: `c.header` would make a new one for each, whose body is then read as a stream. */
const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  // What a mail brought has a stricter policy of its own; what Outlook shows has one for Outlook.
  for (const [name, value] of Object.entries(usual)) if (!headers.has(name)) headers.set(name, value)
}

const usual = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
