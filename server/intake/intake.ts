import type { Logger } from 'pino'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { Loop } from '../jobs/loop'
import { openMailboxes } from '../mailboxes/mailboxes'
import type { Arrival, Receipt } from './arrival'
import { fileAtOnce } from './file-at-once'
import { FreshReadings } from './fresh-readings'
import type { Hashed } from './keep-one'
import { forgetLeft, leavingPrivate } from './left-mails'
import { ownFromPlain, type PlainOwn, readOwn } from './own'
import type { Own } from './pipeline/decision'
import { readPrivateMail } from './private-mail'
import { processBatch } from './process'
import { ReadingPool, type ReadResult } from './reading-pool'
import type { TextResult } from './reading-work'
import { makeReceive } from './receive'
import { FolderSource } from './sources/folder'
import { MailboxSources, type MailboxSourcesOptions } from './sources/mailbox-sources'
import { Statistics } from './statistics'
import { type TakenIn, takeIn } from './take-in'

export interface Intake {
  /** For sources that hand over by themselves (drop in the browser, archive import). */
  receive(arrivals: readonly Arrival[]): Promise<readonly Receipt[]>
  /** Who we are, as filing sees it. */
  readonly own: Own
  /** What reading makes of these bytes, in a worker thread within its budget; nothing is kept. */
  read(bytes: Uint8Array): Promise<ReadResult>
  /** What each can be found by; null for one that cannot be read, undefined when the server stops. */
  words(mails: readonly Uint8Array[]): Promise<readonly (TextResult | undefined)[]>
  /** Takes one mail in at once, ahead of all that waits; resolves to its id when it is filed or decided. */
  takeIn(arrival: Arrival): Promise<TakenIn>
  /** Resolves when nothing is waiting. */
  settle(): Promise<void>
  stop(): Promise<void>
}

interface Parts {
  readonly db: Db
  readonly config: Config
  readonly log: Logger
  /** Threads that read; absent: own ones. */
  readonly newPool?: (own: PlainOwn, size: number) => ReadingPool
}

const ownPool = (own: PlainOwn, size: number) => new ReadingPool(own, size)

/** Receiving and filing without sources: for the archive import and for what is dropped by hand. */
export async function startProcessing({ db, config, log, newPool = ownPool }: Parts): Promise<Intake> {
  const own = await readOwn(db, config)
  const privateMail = await readPrivateMail(db, config.POSTAKTE_PRIVATE_MAIL)
  if (privateMail.kind !== 'leave') await forgetLeft(db)
  const pool = newPool(own, config.POSTAKTE_WORKERS)
  const atFault = faults(config.POSTAKTE_FAULT)
  const fresh = new FreshReadings(pool)
  const noIdentity = config.POSTAKTE_FAULT.split(',').includes('no-identity')
  const statistics = new Statistics(db)
  const privateFor = privateMail.kind === 'for' ? { privateFor: privateMail.audience } : {}
  const filing = { db: db.inTurn(), pool, fresh, atFault, noIdentity, ...privateFor }
  const next = async () => {
    const filed = await processBatch(filing)
    await statistics.count(filed)
    return filed
  }
  const loop = new Loop({ next, log, name: 'filing' })
  const kept = () => {
    atFault('after-receive')
    loop.wake()
  }
  const atOnce = async (one: Hashed): Promise<Receipt | null> => {
    const done = loop.busy ? null : await fileAtOnce(filing, one)
    if (done === 'known' || done === 'stored') kept()
    if (done !== 'filed') return done
    atFault('after-receive')
    await statistics.count(1)
    return 'stored'
  }
  loop.start()
  const ours = ownFromPlain(own)
  const receive = makeReceive(db, { fresh, kept, atOnce })
  return {
    own: ours,
    receive: privateMail.kind === 'leave' ? leavingPrivate({ db, log, confidential: ours.confidential }, receive) : receive,
    read: async (bytes) => (await pool.read([bytes]))[0]!,
    words: (mails) => pool.words(mails),
    takeIn: (arrival) => takeIn({ ...filing, db }, arrival),
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
