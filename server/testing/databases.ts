import type { Db } from '../db/db'
import { openEmbedded } from '../db/embedded'
import { openPostgres } from '../db/postgres'
import { leftOut, postgresBin } from './components'
import { startPostgres, type TestPostgres } from './postgres'

let cluster: Promise<TestPostgres> | null = null
let made = 0

export interface TestDatabase {
  readonly name: string
  open(): Promise<Db>
  close(): Promise<void>
}

/** Both databases, so that each test of the server runs on both: PGlite always, PostgreSQL where it is installed. */
export const databases: readonly TestDatabase[] = [
  { name: 'embedded', open: opened(() => openEmbedded(null)), close: async () => {} },
  ...(leftOut('server on PostgreSQL', 'PostgreSQL', postgresBin())
    ? []
    : [{ name: 'PostgreSQL', open: opened(openNew), close: stopCluster }]),
]

function opened(open: () => Promise<Db>): () => Promise<Db> {
  return async () => {
    const db = await open()
    await db.migrate()
    return db
  }
}

async function openNew(): Promise<Db> {
  cluster ??= startPostgres()
  return openPostgres((await cluster).database(`test${process.pid}_${made++}`))
}

async function stopCluster(): Promise<void> {
  if (cluster) (await cluster).stop()
  cluster = null
}
