import type { PlainOwn } from '../intake/own'
import { ReadingPool } from '../intake/reading-pool'

/** Goes on when one of the servers that share it stops; its threads end with the process. */
class SharedPool extends ReadingPool {
  override async close(): Promise<void> {}
}

const pools = new Map<string, ReadingPool>()

/** A thread that reads takes half a second to start: the servers of one process whose house is the same share theirs. */
export function sharedPool(own: PlainOwn, size: number): ReadingPool {
  const key = JSON.stringify([own, size])
  const pool = pools.get(key) ?? new SharedPool(own, size)
  pools.set(key, pool)
  return pool
}
