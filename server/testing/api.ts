import { type CallOptions, makeClient } from '@postakte/shared/api/client'
import type { Example, InputOf, ResultOf, RouteShape } from '@postakte/shared/api/route'
import { pathWith } from '@postakte/shared/api/route'
import { pino } from 'pino'
import { app } from '../app'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { Live } from '../events/live'
import { type Intake, startProcessing } from '../intake/intake'
import { type LoadedMails, loadMails } from './load-mails'
import { giveToken, loadWorld, type TestWork, testConfig, type WorldIds, workOf, worldOf } from './load-world'
import { sharedPool } from './shared-pool'

/** The whole server over a database with the world in it, called without a network. */
export interface TestApi {
  readonly db: Db
  readonly intake: Intake
  readonly config: Config
  readonly live: Live
  readonly routes: ReturnType<typeof app>
  readonly ids: WorldIds
  /**
   * '@case/abo-umstellung' → its id; also '@contact/…', '@opportunity/…', '@user/…', '@team/…', '@role/…', '@webhook/…', '@delivery/…',
   * and once `work` is there '@activity/…', '@followup/…', '@snippet/…', '@document/…', '@todo/…', once `mails` are there '@mail/…'
   * and '@filing/…', a mail's first.
   */
  id(reference: string): string
  /** Puts what people have noted, planned and prepared into the world, once (shared/world/work.ts). */
  work(): Promise<void>
  /** Lets the mails of the world come in, once (world-mails.ts). */
  mails(): Promise<void>
  /** Calls as that person of shared/world/people.ts, typed by the route; a problem rejects. */
  call<R extends RouteShape>(login: string, route: R, input: InputOf<R>, options?: CallOptions): Promise<ResultOf<R>>
  /** The bare request, for what a typed client would never send. `login` null: without a token. */
  send(login: string | null, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  /** As `send`, by a connection from that address. */
  sendFrom(
    address: string,
    login: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>
  /** The example of a route as it would be sent. */
  sendExample(route: RouteShape, example?: Example): Promise<Response>
  token(login: string): string
  /** A new token of that person's which carries only so much. */
  narrowToken(login: string, scopes: readonly string[]): Promise<string>
  close(): Promise<void>
}

/** `db`: migrated, and empty or with the world in it (`databases.ts`). */
export async function startApi(db: Db, settings: Readonly<Record<string, string>> = {}): Promise<TestApi> {
  const config = testConfig(settings)
  const { ids, tokens, ...before } = worldOf(db) ?? (await loadWorld(db, 'world', config))
  const intake = await startProcessing({ db, config, log: pino({ level: 'silent' }), newPool: sharedPool })
  const live = new Live({ db, log: pino({ level: 'silent' }) })
  await live.start()
  const routes = app({ db, intake, config, live })
  const token = (login: string) => tokens.get(login) ?? login
  const sendFrom: TestApi['sendFrom'] = async (address, login, method, path, body, headers = {}) => {
    const init = {
      method,
      headers: {
        ...(login === null ? {} : { Authorization: `Bearer ${token(login)}` }),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    }
    return routes.request(path, init, { incoming: { socket: { remoteAddress: address } } })
  }
  const send: TestApi['send'] = (...call) => sendFrom('127.0.0.1', ...call)
  let loadedWork = before.work
  const work = async () => {
    loadedWork ??= await workOf(db, ids)
  }
  let loadedMails = before.mails
  const mails = async () => {
    loadedMails ??= await loadMails(db, intake)
  }
  const id = (reference: string) => idOf({ ...ids, ...loadedWork, ...loadedMails }, reference)
  return {
    db,
    intake,
    config,
    live,
    routes,
    ids,
    id,
    work,
    mails,
    send,
    sendFrom,
    token,
    call: (login, route, input, options) =>
      makeClient({
        base: '',
        token: () => token(login),
        language: () => 'de',
        fetch: (async (url: string, init: RequestInit) => routes.request(url, init)) as never,
      })(route, input, options),
    sendExample: async (route, example = route.example) => {
      if (/"@(?:activity|followup|snippet|document|todo)\//.test(JSON.stringify(example))) await work()
      if (/"@(?:mail|filing)\//.test(JSON.stringify(example))) await mails()
      const { params, query, body } = replaced(example, id) as Example
      const search = query ? `?${new URLSearchParams(query)}` : ''
      return send(example.as ?? null, route.method, `${pathWith(route.path, params)}${search}`, body)
    },
    narrowToken: (login, scopes) => giveToken(db, ids.users.get(login)!, scopes),
    close: async () => {
      await live.stop()
      await intake.stop()
      await db.close()
    },
  }
}

function idOf(ids: TestApi['ids'] & Partial<TestWork & LoadedMails>, reference: string): string {
  const [kind, name] = reference.slice(1).split('/') as [string, string]
  const { contacts, cases, opportunities, users, teams, roles, webhooks, deliveries, activities, followUps, snippets, documents, todos } =
    ids
  const mails = { mail: ids.mails, filing: ids.filings }
  const records = { contact: contacts, case: cases, opportunity: opportunities, user: users, team: teams, role: roles }
  const hooks = { webhook: webhooks, delivery: deliveries }
  const work = { activity: activities, followup: followUps, snippet: snippets, document: documents, todo: todos }
  const all: Readonly<Record<string, ReadonlyMap<string, string | number> | undefined>> = { ...records, ...hooks, ...work, ...mails }
  const found = all[kind]?.get(name)
  if (found === undefined) throw new Error(`the world has no ${reference}`)
  return String(found)
}

/** '@kind/name' anywhere in an example becomes the id; '#kind/name' becomes it as a number. */
function replaced(value: unknown, id: (reference: string) => string): unknown {
  if (typeof value === 'string' && /^@\w+\//.test(value)) return id(value)
  if (typeof value === 'string' && /^#\w+\//.test(value)) return Number(id(`@${value.slice(1)}`))
  if (Array.isArray(value)) return value.map((one) => replaced(one, id))
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, id)]))
}
