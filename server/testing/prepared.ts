import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { openPostgres } from '../db/postgres'
import { type Holding, loadWorld, serialized } from './load-world'
import { startPostgres, type TestPostgres } from './postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port at which a run of the tests prepares databases, each when it is first asked for: see `databases.ts`. */
    prepared: number
  }
}

/** What a prepared database has: the tables alone, or the world, too. */
export type Prepared = 'nothing' | Holding

export interface PreparedDatabase {
  /** Address of the PostgreSQL whose database of that name is to be copied; file with the image of the embedded one. */
  readonly at: string
  /** The world in it (`withWorld`). */
  readonly world: string | null
}

/**
 * Before a run of the tests: a database is migrated and filled once, not by each of some hundred tests. PostgreSQL copies it, the
 * embedded one starts from its image.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'postakte-prepared-'))
  let cluster: Promise<TestPostgres> | null = null
  const made = new Map<string, Promise<PreparedDatabase>>()
  const make = async (kind: string, what: Prepared) =>
    kind === 'postgres' ? inPostgres(await (cluster ??= startPostgres(['fsync=off', 'max_connections=300'])), what) : imageIn(folder, what)
  const get = (kind: string, what: Prepared): Promise<PreparedDatabase> => {
    const name = `${kind}/${what}`
    const before = made.get(name) ?? (what === 'nothing' ? Promise.resolve() : get(kind, 'nothing')).then(() => make(kind, what))
    made.set(name, before)
    return before
  }
  const server = createServer((request, response) => {
    const [, kind = '', what = ''] = (request.url ?? '').split('/')
    get(kind, what as Prepared).then(
      (prepared) => response.end(JSON.stringify(prepared)),
      (error) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  provide('prepared', (server.address() as AddressInfo).port)
  return async () => {
    server.closeAllConnections()
    server.close()
    ;(await cluster)?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inPostgres(cluster: TestPostgres, what: Prepared): Promise<PreparedDatabase> {
  const db = await openPostgres(cluster.database(what, ...(what === 'nothing' ? [] : ['nothing'])))
  const world = await fill(db, what)
  await db.close()
  return { at: cluster.url, world }
}

const imageOf = (folder: string, what: Prepared) => join(folder, `${what}.tar`)

async function imageIn(folder: string, what: Prepared): Promise<PreparedDatabase> {
  const at = imageOf(folder, what)
  const db = await openEmbedded(null, what === 'nothing' ? undefined : new Blob([readFileSync(imageOf(folder, 'nothing'))]))
  const world = await fill(db, what)
  writeFileSync(at, Buffer.from(await (await db.image()).arrayBuffer()))
  await db.close()
  return { at, world }
}

async function fill(db: Db, what: Prepared): Promise<string | null> {
  if (what !== 'nothing') return serialized(await loadWorld(db, what))
  await db.migrate()
  return null
}
