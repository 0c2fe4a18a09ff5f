import { pino } from 'pino'
import { startIndexer } from '../search/indexer'
import type { TestApi } from './api'
import { type ArrivingMail, arrive } from './arrive'

/** Writes the words of all mails that lack them, as a server in the background does. */
export async function indexAll({ db, intake }: Pick<TestApi, 'db' | 'intake'>): Promise<void> {
  const indexer = startIndexer({ db, words: intake.words, log: pino({ level: 'silent' }) })
  await indexer.settle()
  await indexer.stop()
}

/** Takes mails in and writes their words. */
export async function arriveIndexed(api: TestApi, ...mails: readonly ArrivingMail[]): Promise<void> {
  await arrive(api, ...mails)
  await indexAll(api)
}

/** As `indexAll`, until its position has reached the newest mail: that waits for every transaction of the cluster, of other databases, too. */
export async function indexToTheEnd(api: Pick<TestApi, 'db' | 'intake'>): Promise<void> {
  for (;;) {
    await indexAll(api)
    const [row] = await api.db.query<{ ended: boolean }>(
      `select coalesce((select (value ->> 'done')::bigint from settings where key = 'mail-words'), 0) = coalesce(max(id), 0) as ended from mails`,
    )
    if (row!.ended) return
  }
}
