import type { ImapFlow } from 'imapflow'
import type { Logger } from 'pino'
import { noteMailbox } from '../../../mailboxes/mailboxes'
import { withRefreshToken } from '../../../mailboxes/oauth'
import { connect } from './connection'
import { mailboxProblem } from './problem'
import { TakingIn, type TakingInOptions } from './taking-in'

export interface ImapSourceOptions extends TakingInOptions {
  readonly log: Logger
  /** OAuth2: keeps the newest refresh token. */
  readonly renewed?: (refreshToken: string) => Promise<void>
}

/** A server may look at rights once a connection: where it takes no moved mail, we sign in anew this often. */
const troubledMillis = 10 * 60_000
const leaveMillis = 2_000
const longestWaitMillis = 60_000
/** A refused login is not tried so often that the server locks the account (reliability A39). */
const longestLoginWaitMillis = 5 * 60_000

/** Watches one IMAP folder: pushed by IDLE, polled besides, connected again after every failure. */
export class ImapSource {
  private readonly options: ImapSourceOptions
  private readonly takingIn: TakingIn
  private secret: string
  private client: ImapFlow | null = null
  private stopped = false
  private wakeUp: (() => void) | null = null
  private rung = false
  private passing: Promise<void> | null = null
  private ended: Promise<void> | null = null

  constructor(options: ImapSourceOptions) {
    this.options = options
    this.secret = options.mailbox.secret
    this.takingIn = new TakingIn(options)
  }

  start(): void {
    this.ended = this.run()
  }

  /** Takes leave of the server where it waits; in the midst of a pass the connection is cut, and what is being kept is waited for. */
  async stop(): Promise<void> {
    this.stopped = true
    if (this.passing || !this.client?.usable) this.client?.close()
    this.ring()
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
    const client = await this.open()
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('close', () => reject(new Error('connection closed')))
    })
    broken.catch(() => {})
    client.on('exists', () => this.ring())
    try {
      const end = Date.now() + troubledMillis
      while (!this.stopped && !(this.takingIn.isStuck() && Date.now() > end)) {
        const pushed = this.rung
        this.rung = false
        await Promise.race([this.pass(client, pushed), broken])
        worked()
        await noteMailbox(this.options.db, this.options.mailbox.id, this.takingIn.notice())
        if (!this.rung) void client.idle().catch(() => {})
        await Promise.race([this.wait(this.options.mailbox.intervalSeconds * 1_000), broken])
      }
      await leave(client)
    } finally {
      this.client = null
      client.close()
      await this.passing?.catch(() => {})
    }
  }

  private open(): Promise<ImapFlow> {
    const made = (client: ImapFlow) => {
      this.client = client
      if (this.stopped) client.close()
    }
    const renewed = async (refreshToken: string) => {
      this.secret = withRefreshToken(this.secret, refreshToken)
      await this.options.renewed?.(refreshToken)
    }
    return connect({ ...this.options.mailbox, secret: this.secret }, { made, renewed })
  }

  private async pass(client: ImapFlow, pushed: boolean): Promise<void> {
    this.passing = this.takingIn.pass(client, pushed)
    try {
      await this.passing
    } finally {
      this.passing = null
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

/** LOGOUT, if the server answers it. */
async function leave(client: ImapFlow): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, leaveMillis).unref())
  await Promise.race([client.logout().catch(() => {}), late])
}
