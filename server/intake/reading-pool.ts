import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PlainOwn } from './own'
import type { Reading } from './reading'

export type ReadResult =
  | { readonly reading: Reading; readonly error?: undefined }
  | { readonly error: string; readonly reading?: undefined }

interface Job {
  readonly mails: readonly Uint8Array[]
  readonly done: (results: readonly ReadResult[] | 'died') => void
}

/** A mail may take this long alone; a batch at most the second: a claim never lasts a minute (reliability A44). */
const mailMillis = 5_000
const batchMillis = 20_000
const tooMuch = 'reading took too long or too much memory'

/** Worker threads that read mails; one that overstays its budget or its memory is ended and replaced. */
export class ReadingPool {
  private readonly own: PlainOwn
  private readonly size: number
  private readonly memoryMb: number
  private readonly waiting: Job[] = []
  private readonly threads: Thread[] = []
  private closed = false

  constructor(own: PlainOwn, size: number, memoryMb = 300) {
    this.own = own
    this.size = size
    this.memoryMb = memoryMb
  }

  /** One result for each mail. A mail that ends its thread fails all that were given with it: give each alone then. */
  async read(mails: readonly Uint8Array[]): Promise<readonly ReadResult[]> {
    const results = await this.run(mails)
    return results === 'died' ? mails.map(() => ({ error: tooMuch })) : results
  }

  private run(mails: readonly Uint8Array[]): Promise<readonly ReadResult[] | 'died'> {
    return new Promise((done) => {
      this.waiting.push({ mails, done })
      this.next()
    })
  }

  private next(): void {
    if (this.closed || this.waiting.length === 0) return
    let thread = this.threads.find((one) => !one.busy)
    if (!thread && this.threads.length < this.size) {
      thread = new Thread(this.own, this.memoryMb)
      this.threads.push(thread)
    }
    if (!thread) return
    const job = this.waiting.shift()!
    void this.work(thread, job)
  }

  private async work(thread: Thread, job: Job): Promise<void> {
    const results = await thread.read(job.mails)
    if (results === 'died') this.threads.splice(this.threads.indexOf(thread), 1)
    job.done(results)
    this.next()
  }

  async close(): Promise<void> {
    this.closed = true
    await Promise.all(this.threads.map((thread) => thread.end()))
  }
}

type Answer = { readonly readings: readonly ReadResult[] }

class Thread {
  private finish: ((results: readonly ReadResult[] | 'died') => void) | null = null
  private readonly worker: Worker

  constructor(own: PlainOwn, memoryMb: number) {
    this.worker = new Worker(workerFile(), {
      workerData: own,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
    })
    this.worker.unref()
    this.worker.on('message', ({ readings }: Answer) => this.finish?.(readings))
    this.worker.on('error', () => this.finish?.('died'))
    this.worker.on('exit', () => this.finish?.('died'))
  }

  get busy(): boolean {
    return this.finish !== null
  }

  read(mails: readonly Uint8Array[]): Promise<readonly ReadResult[] | 'died'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => void this.worker.terminate(), Math.min(batchMillis, mailMillis * mails.length))
      this.finish = (results) => {
        clearTimeout(timer)
        this.finish = null
        resolve(results)
      }
      this.worker.postMessage(mails.map((mail) => (mail.byteLength === mail.buffer.byteLength ? mail : new Uint8Array(mail))))
    })
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }
}

/** The built worker: beside the running bundle, or in dist/ when sources run (tests, bench). */
function workerFile(): string {
  const beside = join(import.meta.dirname, 'reading-worker.js')
  return existsSync(beside) ? beside : join(import.meta.dirname, '..', 'dist', 'reading-worker.js')
}
