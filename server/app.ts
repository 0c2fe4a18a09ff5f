import { Problem } from '@postakte/shared/model/problem'
import { problemText } from '@postakte/shared/texts/texts'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Config } from './config'
import type { Db } from './db/db'
import { pageRoutes } from './dev/page-routes'
import { devRoutes } from './dev/routes'
import { health } from './http/health'
import { languageOf } from './http/language'
import { Logins } from './http/login'
import type { Intake } from './intake/intake'

export interface AppParts {
  readonly db: Db
  readonly intake: Pick<Intake, 'receive' | 'settle' | 'read'>
  readonly config: Config
}

/** All routes. Errors are problem+json with a code and a sentence in the user's language. */
export function app(parts: AppParts): Hono {
  const root = new Hono()
  root.use(securityHeaders)
  root.onError((error, c) => answer(c, error))
  root.notFound((c) => answer(c, new Problem('not-found', { path: c.req.path.slice(0, 200) })))
  root.get('/health', async (c) => {
    const state = await health(parts.db)
    return c.json(state, state.ok ? 200 : 503)
  })
  if (parts.config.devPage) addDevPage(root, parts)
  return root
}

/** The page and its routes, behind one password: it shows every mail of everybody. */
function addDevPage(root: Hono, parts: AppParts): void {
  const logins = new Logins(parts.db)
  root.post('/login', bodyLimit({ maxSize: 10_000, onError: () => refuse('login-wrong') }), async (c) => {
    const { password } = await c.req.json<{ password?: unknown }>().catch(() => ({ password: '' }))
    const token = await logins.signIn(String(password ?? ''))
    if (token === 'slow down') return refuse('login-slow-down')
    if (token === null) return refuse('login-wrong')
    return c.json({ token })
  })
  root.route('/', pageRoutes())
  root.use('/dev/api/*', async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('Authorization') ?? '')?.[1]
    if (!token || !logins.knows(token)) refuse('login-needed')
    await next()
    c.header('Cache-Control', 'no-store')
  })
  root.route('/dev/api', devRoutes(parts))
}

function refuse(code: string): never {
  throw new Problem(code)
}

const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
}

const statuses: Record<string, 400 | 401 | 404 | 413 | 422 | 429> = {
  'not-found': 404,
  'mail-unknown': 404,
  'login-needed': 401,
  'login-wrong': 401,
  'login-slow-down': 429,
  'mail-too-large': 413,
  'mail-unreadable': 422,
}

function answer(c: Context, error: unknown): Response {
  const problem = error instanceof Problem ? error : new Problem('bug')
  if (!(error instanceof Problem))
    process.stderr.write(`${JSON.stringify({ level: 'error', error: String((error as Error).stack ?? error).slice(0, 4_000) })}\n`)
  const status = problem.code === 'bug' ? 500 : (statuses[problem.code] ?? 400)
  return new Response(JSON.stringify({ code: problem.code, title: problemText(problem, languageOf(c)), status }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}
