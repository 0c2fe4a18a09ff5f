import type { Logger } from 'pino'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { openMailboxes } from '../mailboxes/mailboxes'
import type { Arrival, Receipt } from './arrival'
import { FreshReadings } from './fresh-readings'
import { readOwn } from './own'
import { processBatch } from './process'
import { ReadingPool, type ReadResult } from './reading-pool'
import { makeReceive } from './receive'
import { FolderSource } from './sources/folder'
import { MailboxSources, type MailboxSourcesOptions } from './sources/mailbox-sources'
import { Statistics } from './statistics'

export interface Intake {
  /** For sources that hand over by themselves (drop in the browser, archive import). */
  receive(arrivals: readonly Arrival[]): Promise<readonly Receipt[]>
  /** What reading makes of these bytes, in a worker thread within its budget; nothing is kept. */
  read(bytes: Uint8Array): Promise<ReadResult>
  /** Resolves when nothing is waiting. */
  settle(): Promise<void>
  stop(): Promise<void>
}

interface Parts {
  readonly db: Db
  readonly config: Config
  readonly log: Logger
}

/** Receiving and filing without sources: for the archive import and for what is dropped by hand. */
export async function startProcessing({ db, config, log }: Parts): Promise<Intake> {
  const pool = new ReadingPool(await readOwn(db, config), config.POSTAKTE_WORKERS)
  const atFault = faults(config.POSTAKTE_FAULT)
  const fresh = new FreshReadings(pool)
  const noIdentity = config.POSTAKTE_FAULT.split(',').includes('no-identity')
  const statistics = new Statistics(db)
  const next = async () => {
    const filed = await processBatch({ db, pool, fresh, atFault, noIdentity })
    await statistics.count(filed)
    return filed
  }
  const loop = new ProcessLoop(next, log)
  const kept = () => {
    atFault('after-receive')
    loop.wake()
  }
  loop.start()
  return {
    receive: makeReceive(db, { fresh, kept }),
    read: async (bytes) => (await pool.read([bytes]))[0]!,
    settle: () => loop.settle(),
    stop: async () => {
      await loop.stop()
      await pool.close()
    },
  }
}

/** Starts all sources and the loop that files what they bring. */
export async function startIntake(parts: Parts & MailboxTiming): Promise<Intake> {
  // A wrong secret key stops the start; what is added later only says so.
  await openMailboxes(parts.db, parts.config.secretKey)
  const intake = await startProcessing(parts)
  const sources = [mailboxSources(parts, intake), ...watchedFolders(parts, intake)]
  for (const source of sources) source.start()
  return {
    ...intake,
    stop: async () => {
      await Promise.all(sources.map((source) => source.stop()))
      await intake.stop()
    },
  }
}

type MailboxTiming = Pick<MailboxSourcesOptions, 'everyMillis' | 'leaseSeconds'>

function mailboxSources({ db, config, log, everyMillis, leaseSeconds }: Parts & MailboxTiming, { receive }: Intake): MailboxSources {
  return new MailboxSources({
    db,
    secretKey: config.secretKey,
    receive,
    log,
    maxBytes: config.POSTAKTE_MAX_MAIL_BYTES,
    faults: config.POSTAKTE_FAULT.split(','),
    ...(everyMillis === undefined ? {} : { everyMillis }),
    ...(leaseSeconds === undefined ? {} : { leaseSeconds }),
  })
}

function watchedFolders({ config, log }: Parts, { receive }: Intake): FolderSource[] {
  const folder = config.POSTAKTE_WATCH_FOLDER
  return folder === undefined ? [] : [new FolderSource({ folder, receive, log, maxBytes: config.POSTAKTE_MAX_MAIL_BYTES })]
}

/** Fault points for the chaos test: the process ends itself there, as `kill -9` would. */
function faults(point: string): (at: string) => void {
  return (at) => {
    if (point.split(',').includes(at)) process.kill(process.pid, 'SIGKILL')
  }
}

/** Files what waits: woken by a receive, and every few seconds for what other servers or retries left. */
class ProcessLoop {
  private readonly next: () => Promise<number>
  private readonly log: Logger
  private running: Promise<void> | null = null
  private stopped = false
  private again = false
  private timer: NodeJS.Timeout | null = null

  /** `next` files one batch and says how many mails it took. */
  constructor(next: () => Promise<number>, log: Logger) {
    this.next = next
    this.log = log
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), 3_000)
    this.wake()
  }

  wake(): void {
    this.again = true
    if (!this.running && !this.stopped) this.running = this.drain().finally(() => (this.running = null))
  }

  private async drain(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false
      try {
        while (!this.stopped && (await this.next()) > 0);
      } catch (error) {
        this.log.error({ error: String((error as Error).message) }, 'filing failed, trying again')
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        this.again = true
      }
    }
  }

  async settle(): Promise<void> {
    this.wake()
    while (this.running) await this.running
  }

  async stop(): Promise<void> {
    this.stopped = true
    if (this.timer) clearInterval(this.timer)
    await this.running
  }
}
