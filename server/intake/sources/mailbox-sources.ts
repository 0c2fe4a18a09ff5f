import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Db } from '../../db/db'
import { releaseLeases, takeLeases } from '../../mailboxes/leases'
import { keepRefreshToken, noteMailbox, type SealedMailbox, sealedMailboxes, unsealMailbox } from '../../mailboxes/mailboxes'
import type { Receive } from '../arrival'
import { mailboxProblem } from './imap/problem'
import { ImapSource } from './imap/watching'

export interface MailboxSourcesOptions {
  readonly db: Db
  readonly secretKey: string
  readonly receive: Receive
  readonly log: Logger
  readonly maxBytes: number
  readonly faults?: readonly string[]
  /** How often the table is looked at and the leases are renewed. */
  readonly everyMillis?: number
  readonly leaseSeconds?: number
}

interface Running {
  /** The row as it was when the source was started; another row means another source. */
  readonly row: string
  readonly source: ImapSource
}

/**
 * One source for each mailbox that this server holds the lease of. Looks into the table every few seconds, so that a mailbox
 * that was added, changed or removed, or whose other server died, is taken up without a restart.
 */
export class MailboxSources {
  private readonly options: MailboxSourcesOptions
  private readonly holder = randomUUID()
  private readonly running = new Map<number, Running>()
  private timer: NodeJS.Timeout | null = null
  private looking: Promise<void> = Promise.resolve()

  constructor(options: MailboxSourcesOptions) {
    this.options = options
  }

  start(): void {
    this.lookNext()
    this.timer = setInterval(() => this.lookNext(), this.options.everyMillis ?? 3_000)
  }

  /** Closes all connections, then gives the mailboxes back to other servers at once. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.looking
    await this.close([...this.running.keys()]).catch((error: unknown) => this.warn(error))
  }

  private lookNext(): void {
    this.looking = this.looking.then(() => this.look()).catch((error: unknown) => this.warn(error))
  }

  private warn(error: unknown): void {
    this.options.log.warn({ reason: String((error as Error).message) }, 'mailboxes could not be looked up')
  }

  private async look(): Promise<void> {
    const { db, leaseSeconds } = this.options
    const held = await takeLeases(db, this.holder, leaseSeconds ?? 12)
    const wanted = new Map((await sealedMailboxes(db)).filter(({ id }) => held.has(id)).map((row) => [row.id, row]))
    const gone = [...this.running].filter(([id, { row }]) => row !== textOf(wanted.get(id)))
    await this.close(gone.map(([id]) => id))
    for (const [id, row] of wanted) if (!this.running.has(id)) await this.open(row)
  }

  /** A mailbox whose secret cannot be opened says so and stops no other. */
  private async open(row: SealedMailbox): Promise<void> {
    const { db, secretKey, receive, log, maxBytes, faults } = this.options
    try {
      const mailbox = unsealMailbox(row, secretKey)
      const renewed = (refreshToken: string) => keepRefreshToken(db, row.id, refreshToken, secretKey)
      const source = new ImapSource({ mailbox, db, receive, log, maxBytes, renewed, ...(faults ? { faults } : {}) })
      this.running.set(row.id, { row: textOf(row), source })
      source.start()
    } catch (error) {
      await noteMailbox(db, row.id, mailboxProblem(error, row))
    }
  }

  private async close(ids: readonly number[]): Promise<void> {
    const closing = ids.flatMap((id) => this.running.get(id) ?? [])
    for (const id of ids) this.running.delete(id)
    await Promise.all(closing.map(({ source }) => source.stop()))
    if (ids.length > 0) await releaseLeases(this.options.db, this.holder, ids)
  }
}

/** A new refresh token is no change of the mailbox: the source itself brought it. */
const textOf = (row: SealedMailbox | undefined): string => JSON.stringify({ ...row, refreshToken: null })
