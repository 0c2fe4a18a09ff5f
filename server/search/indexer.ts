import type { Logger } from 'pino'
import type { Db } from '../db/db'
import { Loop } from '../jobs/loop'
import { type IndexWords, indexWords } from './index-words'

interface Parts extends Pick<IndexWords, 'db' | 'words'> {
  readonly log: Logger
  readonly everyMillis?: number
}

export interface Indexer {
  /** Resolves when every mail of now has its words, or another server is at it. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Writes the words of mails in the background; any number of servers may have one on the same database. */
export function startIndexer({ db, words, log, everyMillis }: Parts): Indexer {
  const next = async () => {
    const written = await indexWords({ db, words })
    return (await isFiling(db)) ? 0 : written
  }
  const loop = new Loop({ next, log, name: 'indexing', ...(everyMillis === undefined ? {} : { everyMillis }) })
  loop.start()
  return {
    settle: () => loop.settle(),
    stop: () => loop.stop(),
  }
}

/** While mail waits to be filed, one batch every few seconds must do. */
async function isFiling(db: Db): Promise<boolean> {
  const [row] = await db.query<{ waits: boolean }>(
    `select exists (select from sightings where state = 'received' and retry_at is null) as waits`,
  )
  return row!.waits
}
