import { type Budget, BudgetedThread, type Outcome } from './budgeted-thread'

interface Job<Work, Result> {
  readonly work: Work
  readonly later: boolean
  readonly given: readonly ArrayBuffer[]
  readonly done: (outcome: Outcome<Result>) => void
}

/** Threads for work that may loop or eat memory: one that overstays its budget is ended and replaced. */
export class BudgetedPool<Work, Result> {
  private readonly newThread: () => BudgetedThread<Work, Result>
  private readonly size: number
  private readonly waiting: Job<Work, Result>[] = []
  private readonly threads: BudgetedThread<Work, Result>[] = []
  closed = false

  /** `name` is the built worker's file, `data` what each thread is given once. */
  constructor(name: string, data: unknown, size: number, budget: Budget) {
    this.newThread = () => new BudgetedThread(name, data, budget)
    this.size = size
  }

  run(work: Work, given: readonly ArrayBuffer[] = []): Promise<Outcome<Result>> {
    return this.put(work, given, false)
  }

  /** For what nobody waits for: all that waits goes first. */
  runLater(work: Work): Promise<Outcome<Result>> {
    return this.put(work, [], true)
  }

  private async put(work: Work, given: readonly ArrayBuffer[], later: boolean): Promise<Outcome<Result>> {
    if (this.closed) return { diedAt: 0 }
    return new Promise((done) => {
      this.waiting.push({ work, later, given, done })
      this.next()
    })
  }

  private next(): void {
    if (this.closed || this.waiting.length === 0) return
    const thread = this.threads.find((one) => !one.busy) ?? this.another()
    if (!thread) return
    const soon = this.waiting.findIndex(({ later }) => !later)
    void this.work(thread, this.waiting.splice(Math.max(0, soon), 1)[0]!)
  }

  private another(): BudgetedThread<Work, Result> | undefined {
    if (this.threads.length >= this.size) return undefined
    const thread = this.newThread()
    this.threads.push(thread)
    return thread
  }

  private async work(thread: BudgetedThread<Work, Result>, { work, given, done }: Job<Work, Result>): Promise<void> {
    const outcome = await thread.run(work, given).catch(async (): Promise<Outcome<Result>> => {
      await thread.end()
      return { diedAt: 0 }
    })
    if ('diedAt' in outcome) this.threads.splice(this.threads.indexOf(thread), 1)
    done(outcome)
    this.next()
  }

  async close(): Promise<void> {
    this.closed = true
    for (const { done } of this.waiting.splice(0)) done({ diedAt: 0 })
    await Promise.all(this.threads.map((thread) => thread.end()))
  }
}
