import type { ImapFlow } from 'imapflow'
import type { Logger } from 'pino'
import { noteMailbox } from '../../../mailboxes/mailboxes'
import { connect } from './connection'
import { mailboxProblem } from './problem'
import { TakingIn, type TakingInOptions } from './taking-in'

export interface ImapSourceOptions extends TakingInOptions {
  readonly log: Logger
}

const longestWaitMillis = 60_000
/** A refused login is not tried so often that the server locks the account (reliability A39). */
const longestLoginWaitMillis = 5 * 60_000

/** Watches one IMAP folder: pushed by IDLE, polled besides, connected again after every failure. */
export class ImapSource {
  private readonly options: ImapSourceOptions
  private readonly takingIn: TakingIn
  private client: ImapFlow | null = null
  private stopped = false
  private wakeUp: (() => void) | null = null
  private rung = false
  private ended: Promise<void> | null = null

  constructor(options: ImapSourceOptions) {
    this.options = options
    this.takingIn = new TakingIn(options)
  }

  start(): void {
    this.ended = this.run()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.ring()
    this.client?.close()
    await this.ended
  }

  private ring(): void {
    this.rung = true
    this.wakeUp?.()
  }

  /** Connects again after every failure, waiting longer each time; what is wrong stands with the mailbox. */
  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped; ) {
      try {
        await this.session(() => {
          failures = 0
        })
      } catch (error) {
        failures++
        await this.failed(error, failures)
      }
    }
  }

  private async failed(error: unknown, failures: number): Promise<void> {
    if (this.stopped) return
    this.rung = false
    const problem = mailboxProblem(error, this.options.mailbox)
    this.options.log.warn({ mailbox: this.options.mailbox.name, code: problem.code, reason: problem.facts.reason }, 'mailbox failed')
    await noteMailbox(this.options.db, this.options.mailbox.id, problem).catch(() => {})
    const longest = /^mailbox-(?:login|oauth)/.test(problem.code) ? longestLoginWaitMillis : longestWaitMillis
    await this.wait(Math.min(longest, 500 * 2 ** failures))
  }

  private async session(worked: () => void): Promise<void> {
    const client = await connect(this.options.mailbox)
    this.client = client
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('close', () => reject(new Error('connection closed')))
    })
    broken.catch(() => {})
    client.on('exists', () => this.ring())
    try {
      while (!this.stopped) {
        this.rung = false
        await Promise.race([this.takingIn.pass(client), broken])
        worked()
        await noteMailbox(this.options.db, this.options.mailbox.id, this.takingIn.notice())
        if (!this.rung) void client.idle().catch(() => {})
        await Promise.race([this.wait(this.options.mailbox.intervalSeconds * 1_000), broken])
      }
    } finally {
      this.client = null
      client.close()
    }
  }

  private async wait(millis: number): Promise<void> {
    if (this.rung || this.stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, millis)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wakeUp = null
  }
}
