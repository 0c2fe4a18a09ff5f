import { openAsBlob } from 'node:fs'
import { inject } from 'vitest'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { openPostgres } from '../db/postgres'
import { leftOut, postgresBin } from './components'
import { template } from './prepared'

export interface TestDatabase {
  readonly name: string
  /** A new one, migrated. */
  open(): Promise<Db>
  /** The same database for a second server, with connections of its own (the embedded one has but one). */
  again(db: Db): Promise<Db>
  /** Of all that this file opened, nothing is left. */
  close(): Promise<void>
}

/** A new embedded database, migrated. */
export async function openMigrated(): Promise<Db> {
  return openEmbedded(null, await openAsBlob(await prepared('embedded')))
}

const hasPostgres = postgresBin() !== null

/** One of both, where it does not matter which: PostgreSQL where it is installed, which opens in a fraction of the time. Nothing is left when it closes. */
export async function openEither(): Promise<Db> {
  if (!hasPostgres) return openMigrated()
  const db = await openCopy()
  const url = copies.get(db)!
  copies.delete(db)
  const close = async () => {
    await db.close()
    await drop(url)
  }
  return { ...db, close }
}

/** Both databases, so that each test of the server runs on both: PGlite always, PostgreSQL where it is installed. */
export const databases: readonly TestDatabase[] = [
  { name: 'embedded', open: openMigrated, again: async (db) => ({ ...db, close: async () => {} }), close: async () => {} },
  ...(leftOut('server on PostgreSQL', 'PostgreSQL', postgresBin())
    ? []
    : [{ name: 'PostgreSQL', open: openCopy, again: (db: Db) => openPostgres(copies.get(db)!, patient), close: dropCopies }]),
]

/** A machine with much else to do is not a database that is away. */
const patient = { apiPatienceMillis: 15_000 }
const copies = new Map<Db, string>()
let made = 0

async function openCopy(): Promise<Db> {
  const url = await prepared('postgres')
  const name = `test${process.pid}_${made++}`
  await inCluster(url, `create database ${name} template ${template}`)
  const own = new URL(url)
  own.pathname = name
  const db = await openPostgres(own.href, patient)
  copies.set(db, own.href)
  return db
}

async function dropCopies(): Promise<void> {
  for (const url of copies.values()) await drop(url)
  copies.clear()
}

const drop = async (url: string) => inCluster(await prepared('postgres'), `drop database ${new URL(url).pathname.slice(1)} with (force)`)

async function inCluster(url: string, statement: string): Promise<void> {
  const db = await openPostgres(url, { max: 1 })
  await db.query(statement)
  await db.close()
}

const asked = new Map<string, Promise<string>>()
function prepared(what: 'postgres' | 'embedded'): Promise<string> {
  const before = asked.get(what)
  if (before) return before
  const now = ask(what)
  asked.set(what, now)
  return now
}

async function ask(what: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${inject('prepared')}/${what}`, { headers: { Connection: 'close' } })
  if (!response.ok) throw new Error(await response.text())
  return response.text()
}
