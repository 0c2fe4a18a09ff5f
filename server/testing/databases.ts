import { readFileSync } from 'node:fs'
import { inject } from 'vitest'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { openPostgres } from '../db/postgres'
import { leftOut, postgresBin } from './components'
import { withWorld } from './load-world'
import type { Prepared, PreparedDatabase } from './prepared'

export interface TestDatabase {
  readonly name: string
  /** A new one, migrated; with the world in it where that is asked for (`worldOf`). */
  open(what?: Prepared): Promise<Db>
  /** The same database for a second server, with connections of its own (the embedded one has but one). */
  again(db: Db): Promise<Db>
  /** Of all that this file opened, nothing is left. */
  close(): Promise<void>
}

/** A new embedded database, migrated; with the world in it where that is asked for. */
export async function openMigrated(what: Prepared = 'nothing'): Promise<Db> {
  const { at, world } = await prepared('embedded', what)
  return withWorld(await openEmbedded(null, imageOf(at)), world)
}

/** Bytes that are at hand: a Blob that holds them, or a file, gives them several times slower. */
class Held extends Blob {
  readonly #bytes: ArrayBuffer
  constructor(bytes: ArrayBuffer) {
    super([])
    this.#bytes = bytes
  }
  override async arrayBuffer() {
    return this.#bytes
  }
}

const images = new Map<string, Held>()
function imageOf(path: string): Blob {
  const image = images.get(path) ?? new Held(new Uint8Array(readFileSync(path)).buffer)
  images.set(path, image)
  return image
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

async function openCopy(what: Prepared = 'nothing'): Promise<Db> {
  const { at, world } = await prepared('postgres', what)
  const name = `test${process.pid}_${made++}`
  await inCluster(at, `create database ${name} template ${what}`)
  const own = new URL(at)
  own.pathname = name
  const db = await openPostgres(own.href, patient)
  copies.set(db, own.href)
  return withWorld(db, world)
}

async function dropCopies(): Promise<void> {
  for (const url of copies.values()) await drop(url)
  copies.clear()
}

const drop = async (url: string) =>
  inCluster((await prepared('postgres', 'nothing')).at, `drop database ${new URL(url).pathname.slice(1)} with (force)`)

async function inCluster(url: string, statement: string): Promise<void> {
  const db = await openPostgres(url, { max: 1 })
  await db.query(statement)
  await db.close()
}

const asked = new Map<string, Promise<PreparedDatabase>>()
function prepared(kind: 'postgres' | 'embedded', what: Prepared): Promise<PreparedDatabase> {
  const name = `${kind}/${what}`
  const answer = asked.get(name) ?? ask(name)
  asked.set(name, answer)
  return answer
}

async function ask(name: string): Promise<PreparedDatabase> {
  const response = await fetch(`http://127.0.0.1:${inject('prepared')}/${name}`, { headers: { Connection: 'close' } })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as PreparedDatabase
}
