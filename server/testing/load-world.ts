import { randomBytes } from 'node:crypto'
import { deserialize, serialize } from 'node:v8'
import { world } from '@postakte/shared/world/world'
import { pino } from 'pino'
import { type Config, readConfig } from '../config'
import type { Db, Query } from '../db/db'
import { type LoadedIds, loadDirectory } from '../demo/load-directory'
import { type LoadedPeople, loadPeople } from '../demo/load-people'
import { type LoadedWork, loadTodos, loadWork } from '../demo/load-work'
import { startProcessing } from '../intake/intake'
import { tokenHash } from '../users/me'
import { type LoadedMails, loadMails } from './load-mails'
import { type LoadedWebhooks, loadWebhook } from './load-webhook'
import { givePasswords } from './passwords'

/** How much of the world a database has: its house and records, what people noted, its mails, or all of that. */
export type Holding = 'world' | 'work' | 'mails' | 'everything'

export type WorldIds = LoadedIds & LoadedPeople & LoadedWebhooks
export type TestWork = LoadedWork & { readonly todos: ReadonlyMap<string, string> }

export interface LoadedWorld {
  readonly ids: WorldIds
  /** By login. */
  readonly tokens: ReadonlyMap<string, string>
  readonly work: TestWork | null
  readonly mails: LoadedMails | null
}

const worlds = new WeakMap<Db, LoadedWorld>()

/** The world in a database that was opened with it. */
export const worldOf = (db: Db): LoadedWorld | null => worlds.get(db) ?? null

export const serialized = (world: LoadedWorld): string => serialize(world).toString('base64')

/** `world`: `serialized`; null: nothing is in it. */
export function withWorld(db: Db, world: string | null): Db {
  if (world !== null) worlds.set(db, deserialize(Buffer.from(world, 'base64')))
  return db
}

/** What a server of the tests is told, unless a test says otherwise. */
export const testConfig = (settings: Readonly<Record<string, string>> = {}): Config =>
  readConfig({ POSTAKTE_SECRET_KEY: 's'.repeat(32), POSTAKTE_DATA: '/nonexistent', ...settings })

/** `db`: empty and migrated. */
export async function loadWorld(db: Db, holding: Holding, config = testConfig()): Promise<LoadedWorld> {
  const loaded = await loadDirectory(db, world)
  const people = await loadPeople(db, loaded)
  const ids = { ...loaded, ...people, ...(await loadWebhook(db, people.users, config.secretKey)) }
  const tokens = await giveTokens(db, ids)
  await givePasswords(db)
  const work = holding === 'work' || holding === 'everything' ? await workOf(db, ids) : null
  const mails = holding === 'mails' || holding === 'everything' ? await mailsOf(db, config) : null
  return { ids, tokens, work, mails }
}

export const workOf = (db: Db, ids: WorldIds): Promise<TestWork> =>
  db.transaction(async (tx) => ({ ...(await loadWork(tx, ids)), todos: await loadTodos(tx, ids) }))

async function mailsOf(db: Db, config: Config): Promise<LoadedMails> {
  const intake = await startProcessing({ db, config, log: pino({ level: 'silent' }) })
  try {
    return await loadMails(db, intake)
  } finally {
    await intake.stop()
  }
}

async function giveTokens(db: Db, { users }: LoadedPeople): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map<string, string>()
  for (const [login, id] of users) tokens.set(login, await giveToken(db, id, null))
  return tokens
}

export async function giveToken(db: Query, userId: number, scopes: readonly string[] | null): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.query(
    `insert into tokens (kind, user_id, name, program, hash, scopes, expires_at)
     values ('personal', $1, 'Test', 'api', decode($2, 'base64'), case when $3::text is null then null else array(select jsonb_array_elements_text($3::text::jsonb)) end, now() + interval '1 day')`,
    [userId, tokenHash(token).toString('base64'), scopes && JSON.stringify(scopes)],
  )
  return token
}
