import type { Logger } from 'pino'
import type { Db } from '../db/db'
import { remindDue } from './remind'

const everyMillis = 15_000

/** Looks every few seconds for what has become due; what another server reminded of is not there any more. */
export function startReminders(db: Db, log: Logger, every = everyMillis): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const look = () => {
    running ??= remindOfAll(db, log).finally(() => {
      running = null
    })
  }
  const timer = setInterval(look, every)
  look()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function remindOfAll(db: Db, log: Logger): Promise<void> {
  try {
    while ((await remindDue(db, new Date().toISOString())) > 0);
  } catch (error) {
    log.error({ error: String((error as Error).message) }, 'reminding failed, trying again')
  }
}
