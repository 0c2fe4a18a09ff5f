import type { Logger } from 'pino'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { readOwn } from '../intake/own'
import { ReadingPool } from '../intake/reading-pool'
import { Loop } from '../jobs/loop'
import { indexWords } from './index-words'

interface Parts {
  readonly db: Db
  readonly config: Config
  readonly log: Logger
  readonly everyMillis?: number
}

export interface Indexer {
  /** Resolves when every mail of now has its words, or another server is at it. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Writes the words of mails in the background; any number of servers may have one on the same database. */
export async function startIndexer({ db, config, log, everyMillis }: Parts): Promise<Indexer> {
  // A thread of its own: filing never waits behind words.
  const pool = new ReadingPool(await readOwn(db, config), 1)
  const next = async () => {
    const written = await indexWords({ db, words: (mails) => pool.words(mails) })
    return (await isFiling(db)) ? 0 : written
  }
  const loop = new Loop({ next, log, name: 'indexing', ...(everyMillis === undefined ? {} : { everyMillis }) })
  loop.start()
  return {
    settle: () => loop.settle(),
    stop: async () => {
      await pool.close()
      await loop.stop()
    },
  }
}

/** While mail waits to be filed, one batch every few seconds must do. */
async function isFiling(db: Db): Promise<boolean> {
  const [row] = await db.query<{ waits: boolean }>(
    `select exists (select from sightings where state = 'received' and retry_at is null) as waits`,
  )
  return row!.waits
}
