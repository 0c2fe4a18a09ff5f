import type { Logger } from 'pino'

export interface LoopOptions {
  /** Does one batch and says how much that was; 0: nothing is left. */
  readonly next: () => Promise<number>
  readonly log: Logger
  /** In the log. */
  readonly name: string
  /** For what other servers, retries and lost messages left. */
  readonly everyMillis?: number
}

/** Works off what waits: woken when there is something, and every few seconds. What fails is tried again after a second. */
export class Loop {
  private readonly options: LoopOptions
  private running: Promise<void> | null = null
  private stopped = false
  private again = false
  private timer: NodeJS.Timeout | null = null

  constructor(options: LoopOptions) {
    this.options = options
  }

  start(): void {
    this.timer = setInterval(() => this.wake(), this.options.everyMillis ?? 3_000)
    this.wake()
  }

  wake(): void {
    this.again = true
    if (!this.running && !this.stopped) this.running = this.drain().finally(() => (this.running = null))
  }

  private async drain(): Promise<void> {
    const { next, log, name } = this.options
    while (this.again && !this.stopped) {
      this.again = false
      try {
        while (!this.stopped && (await next()) > 0);
      } catch (error) {
        log.error({ error: String((error as Error).message) }, `${name} failed, trying again`)
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        this.again = true
      }
    }
  }

  get busy(): boolean {
    return this.running !== null
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
