import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** What came of a job; or a thread that ended while it was at this part of it: what was before is lost with it. */
export type Outcome<Result> = { readonly result: Result } | { readonly diedAt: number }

export interface Budget {
  /** Of V8's old generation. */
  readonly memoryMb: number
  /** No part of a job may take longer. */
  readonly millis: number
}

/** What every worker is given beside its own data. */
export interface ThreadData<Data> {
  readonly data: Data
  /** One Int32: the part of its job that the worker is at, stored before it begins with it. */
  readonly progress: SharedArrayBuffer
}

const lookMillis = 500

/** One worker thread and its budget: memory by V8's limit, time by a look at the part of the job that it is at. */
export class BudgetedThread<Work, Result> {
  private finish: ((outcome: Outcome<Result>) => void) | null = null
  private readonly progress = new SharedArrayBuffer(4)
  private readonly worker: Worker
  private readonly millis: number

  constructor(name: string, data: unknown, { memoryMb, millis }: Budget) {
    this.millis = millis
    const workerData: ThreadData<unknown> = { data, progress: this.progress }
    this.worker = new Worker(builtFile(name), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 24 },
    })
    this.worker.unref()
    this.worker.on('message', (result: Result) => this.finish?.({ result }))
    this.worker.on('error', () => this.finish?.({ diedAt: this.at() }))
    this.worker.on('exit', () => this.finish?.({ diedAt: this.at() }))
  }

  get busy(): boolean {
    return this.finish !== null
  }

  /** Buffers in `given` are handed over instead of copied: nobody may look at them again. */
  run(work: Work, given: readonly ArrayBuffer[]): Promise<Outcome<Result>> {
    return new Promise((resolve) => {
      Atomics.store(new Int32Array(this.progress), 0, 0)
      const watch = this.watch()
      this.finish = (outcome) => {
        clearInterval(watch)
        this.finish = null
        resolve(outcome)
      }
      this.worker.postMessage(work, given)
    })
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }

  /** Ends the thread when it has been at one part for too long. */
  private watch(): NodeJS.Timeout {
    let last = -1
    let since = 0
    return setInterval(() => {
      const now = performance.now()
      if (this.at() !== last) {
        last = this.at()
        since = now
      } else if (now - since > this.millis) void this.worker.terminate()
    }, lookMillis)
  }

  private at(): number {
    return Atomics.load(new Int32Array(this.progress), 0)
  }
}

/** The built worker: beside the running bundle, or in dist/ when sources run (tests, bench). */
function builtFile(name: string): string {
  const beside = join(import.meta.dirname, name)
  return existsSync(beside) ? beside : join(import.meta.dirname, '..', 'dist', name)
}
