import { setMaxListeners } from 'node:events'
import type { Logger } from 'pino'
import type { Config } from '../config'
import type { Db } from '../db/db'
import { onNews } from '../events/news'
import { within } from '../http/within'
import { Loop } from '../jobs/loop'
import type { Me } from '../users/me'
import { type AttemptOptions, attempt, mayBeTold } from './attempt'
import { anyWebhook, fanOut, passOver, usersOfWebhooks } from './fan-out'
import { type Claimed, claim, drop, keepOutcome, mostOfWebhook, outcomeOf, usualWaits } from './outbox'

export interface SenderOptions {
  readonly db: Db
  readonly config: Config
  readonly log: Logger
  readonly everyMillis?: number
  /** Seconds between the attempts. */
  readonly waits?: readonly number[]
  readonly post?: AttemptOptions['post']
  /** How long a stop waits for what is under way. */
  readonly stopMillis?: number
}

const mostAtOnce = 32
const passOverMillis = 30_000

/** Tells other systems what happens. Each server of an installation runs one; they share the messages by claims. */
export class WebhookSender {
  private readonly options: SenderOptions
  private readonly loop: Loop
  private readonly underWay = new Map<Promise<void>, string>()
  private readonly cut = new AbortController()
  private unlisten: () => Promise<void> = async () => {}
  private passedOverAt = 0

  constructor(options: SenderOptions) {
    this.options = options
    setMaxListeners(0, this.cut.signal)
    this.loop = new Loop({ next: () => this.next(), log: options.log, name: 'webhooks', everyMillis: options.everyMillis ?? 2_000 })
  }

  async start(): Promise<void> {
    this.unlisten = await onNews(this.options.db, this.options.log, () => this.loop.wake())
    this.loop.start()
  }

  /** What is under way may end; what does not is given back, for another server or the next start. */
  async stop(): Promise<void> {
    await Promise.all([this.unlisten().catch(() => {}), this.loop.stop()])
    await within(this.options.stopMillis ?? 3_000, Promise.all(this.underWay.keys()))
    this.cut.abort()
    await Promise.all(this.underWay.keys())
  }

  private async next(): Promise<number> {
    const { db } = this.options
    if (!(await anyWebhook(db))) return this.passOver()
    const read = await fanOut(db)
    const claimed = await this.claim()
    return read + claimed
  }

  private async passOver(): Promise<number> {
    if (Date.now() - this.passedOverAt < passOverMillis) return 0
    this.passedOverAt = Date.now()
    await passOver(this.options.db)
    return 0
  }

  private async claim(): Promise<number> {
    const { db } = this.options
    const free = mostAtOnce - this.underWay.size
    if (free <= 0) return 0
    const claimed = await claim(db, free, this.busy())
    if (claimed.length === 0) return 0
    const users = await usersOfWebhooks(db)
    for (const message of claimed) this.begin(message, users.get(message.webhookId))
    return claimed.length
  }

  /** Webhooks that have as much under way here as one may have. */
  private busy(): string[] {
    const counts = new Map<string, number>()
    for (const id of this.underWay.values()) counts.set(id, (counts.get(id) ?? 0) + 1)
    return [...counts].flatMap(([id, count]) => (count >= mostOfWebhook ? [id] : []))
  }

  private begin(message: Claimed, user: Me | undefined): void {
    const { log } = this.options
    const work = this.send(message, user)
      .catch((error: unknown) =>
        log.error({ error: String((error as Error).message), webhook: message.webhookId }, 'a webhook could not be sent'),
      )
      .then(() => {
        this.underWay.delete(work)
        this.loop.wake()
      })
    this.underWay.set(work, message.webhookId)
  }

  private async send(message: Claimed, user: Me | undefined): Promise<void> {
    const { db, config, waits = usualWaits, post = {} } = this.options
    if (!user || !mayBeTold(user, message)) {
      await drop(db, message)
      return
    }
    const result = await attempt(message, { config, signal: this.cut.signal, post })
    await keepOutcome(db, message, outcomeOf(result, message.attempts, waits, Math.random), result)
  }
}
