import type { Logger } from 'pino'
import type { Db } from '../db/db'
import { Loop } from '../jobs/loop'
import { type Task, tasks } from './tasks'

const lock = 7_072_006
const usualSlice = 2_000

/**
 * Deletes what is no longer to be kept. Every server tries now and then; one at a time does it, slice by slice, so that nobody
 * waits for it long.
 */
export function startHousekeeping(db: Db, log: Logger, everyMillis = 20_000): { stop(): Promise<void> } {
  const next = async () => {
    for (const task of tasks) await sweepAll(db, task)
    return 0
  }
  const loop = new Loop({ next, log, name: 'housekeeping', everyMillis })
  loop.start()
  return loop
}

/** All slices of one task. */
export async function sweepAll(db: Db, task: Task, slice = usualSlice): Promise<number> {
  let swept = 0
  for (let last = slice; last === slice; swept += last) last = await sweepSlice(db, task, slice)
  return swept
}

/** 0 when another server is at it. */
const sweepSlice = (db: Db, { sweep }: Task, slice: number): Promise<number> =>
  db.transaction(async (tx) => {
    const [row] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [lock])
    return row!.mine ? sweep(tx, slice) : 0
  })
