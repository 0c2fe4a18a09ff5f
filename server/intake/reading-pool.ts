import type { PlainOwn } from './own'
import { type Died, ReadingThread, type ReadResult, type Work } from './reading-thread'

export type { ReadResult }

interface Job extends Work {
  readonly done: (results: readonly unknown[] | Died) => void
}

const tooMuch: ReadResult = { error: 'reading took too long or too much memory' }
const closing: ReadResult = { error: 'the server stops' }

/** Worker threads that read mails; one that overstays its time or its memory is ended and replaced, its other mails are read again. */
export class ReadingPool {
  private readonly own: PlainOwn
  private readonly size: number
  private readonly memoryMb: number
  private readonly waiting: Job[] = []
  private readonly threads: ReadingThread[] = []
  private closed = false

  constructor(own: PlainOwn, size: number, memoryMb = 300) {
    this.own = own
    this.size = size
    this.memoryMb = memoryMb
  }

  /** One result for each mail; a mail that ends its thread costs no other one its reading. */
  async read(mails: readonly Uint8Array[]): Promise<readonly ReadResult[]> {
    if (mails.length === 0) return []
    const results = this.closed ? { diedAt: 0 } : await this.run(mails, 'read')
    if (!('diedAt' in results)) return results as readonly ReadResult[]
    if (this.closed) return mails.map(() => closing)
    const [before, after] = await Promise.all([this.read(mails.slice(0, results.diedAt)), this.read(mails.slice(results.diedAt + 1))])
    return [...before, tooMuch, ...after]
  }

  /** As `read`, with the bytes handed over, not copied; undefined for a mail that was lost with a thread that another one ended. */
  async readGiven(mails: readonly Uint8Array[]): Promise<readonly (ReadResult | undefined)[]> {
    const results = this.closed ? { diedAt: 0 } : await this.run(mails, 'read', true)
    if (!('diedAt' in results)) return results as readonly ReadResult[]
    return mails.map((_, at) => (at === results.diedAt && !this.closed ? tooMuch : undefined))
  }

  /** Whether these are the same mail but for what a gateway added; false where that is too much to find out. */
  async isVariant(one: Uint8Array, other: Uint8Array): Promise<boolean> {
    const results = this.closed ? { diedAt: 0 } : await this.run([one, other], 'compare')
    return !('diedAt' in results) && results[0] === true
  }

  private run(mails: readonly Uint8Array[], task: Work['task'], given = false): Promise<readonly unknown[] | Died> {
    return new Promise((done) => {
      this.waiting.push({ mails, task, given, done })
      this.next()
    })
  }

  private next(): void {
    if (this.closed || this.waiting.length === 0) return
    const thread = this.threads.find((one) => !one.busy) ?? this.another()
    if (!thread) return
    void this.work(thread, this.waiting.shift()!)
  }

  private another(): ReadingThread | undefined {
    if (this.threads.length >= this.size) return undefined
    const thread = new ReadingThread(this.own, this.memoryMb)
    this.threads.push(thread)
    return thread
  }

  private async work(thread: ReadingThread, job: Job): Promise<void> {
    const results = await thread.run(job).catch(async (): Promise<Died> => {
      await thread.end()
      return { diedAt: 0 }
    })
    if ('diedAt' in results) this.threads.splice(this.threads.indexOf(thread), 1)
    job.done(results)
    this.next()
  }

  async close(): Promise<void> {
    this.closed = true
    for (const { done } of this.waiting.splice(0)) done({ diedAt: 0 })
    await Promise.all(this.threads.map((thread) => thread.end()))
  }
}
