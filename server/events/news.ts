import type { Logger } from 'pino'
import type { Db } from '../db/db'
import { eventsChannel } from './write'

/** Calls back when events may have come: at once by NOTIFY. Whoever listens also looks now and then by itself: a NOTIFY can be lost. */
export async function onNews(db: Db, log: Logger, wake: () => void): Promise<() => Promise<void>> {
  try {
    return await db.listen(eventsChannel, wake)
  } catch (error) {
    log.warn({ error: String((error as Error).message) }, 'no NOTIFY of events, only looking now and then')
    return async () => {}
  }
}
