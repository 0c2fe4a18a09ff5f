import type { Logger } from 'pino'
import type { Db } from '../db/db'
import { sealBatch } from './seal'

interface Parts {
  readonly db: Db
  readonly log: Logger
  readonly everyMillis?: number
}

/** Starts the sealer of this server; any number of servers may have one on the same database. */
export function startSealer(parts: Parts): Sealer {
  const sealer = new Sealer(parts)
  sealer.start()
  return sealer
}

/** Seals what is unsealed, every second. While the database is away it tries less often, and says so once. */
export class Sealer {
  private readonly db: Db
  private readonly log: Logger
  private readonly everyMillis: number
  private running: Promise<void> = Promise.resolve()
  private timer: NodeJS.Timeout | null = null
  private stopped = false
  private failing = false

  constructor({ db, log, everyMillis = 1_000 }: Parts) {
    this.db = db
    this.log = log
    this.everyMillis = everyMillis
  }

  start(): void {
    this.running = this.round()
  }

  /** Resolves when nothing more is written. */
  async stop(): Promise<void> {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
    await this.running
  }

  private async round(): Promise<void> {
    try {
      while (!this.stopped && (await sealBatch(this.db)) > 0);
      this.failing = false
    } catch (error) {
      if (!this.failing) this.log.error({ error: String((error as Error).message) }, 'sealing the journal failed, trying again')
      this.failing = true
    }
    if (this.stopped) return
    this.timer = setTimeout(() => (this.running = this.round()), this.failing ? 10 * this.everyMillis : this.everyMillis)
  }
}
