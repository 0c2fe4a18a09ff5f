import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PlainOwn } from './own'
import type { Reading } from './reading'

export type ReadResult =
  | { readonly reading: Reading; readonly error?: undefined }
  | { readonly error: string; readonly reading?: undefined }

/** A thread that ended while it read this mail of its job; those before it are lost with it, though they did nothing. */
export interface Died {
  readonly diedAt: number
}

export interface Work {
  readonly mails: readonly Uint8Array[]
  /** Read each; or say of the first two whether one is a variant of the other (identity.ts). */
  readonly task: 'read' | 'compare'
  /** The bytes are handed over instead of copied: nobody may look at them again. */
  readonly given?: boolean
}

export interface ThreadData {
  readonly own: PlainOwn
  /** One Int32: the index of the mail that is being read. */
  readonly progress: SharedArrayBuffer
}

/** No mail may take longer: a claim never lasts a minute (reliability A44). */
const mailMillis = 5_000
const lookMillis = 500

/** One worker thread and its budget: memory by V8's limit, time by a look at the mail that it is reading. */
export class ReadingThread {
  private finish: ((results: readonly unknown[] | Died) => void) | null = null
  private readonly progress = new SharedArrayBuffer(4)
  private readonly worker: Worker

  constructor(own: PlainOwn, memoryMb: number) {
    const data: ThreadData = { own, progress: this.progress }
    this.worker = new Worker(workerFile(), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 24 },
    })
    this.worker.unref()
    this.worker.on('message', (results: readonly unknown[]) => this.finish?.(results))
    this.worker.on('error', () => this.finish?.({ diedAt: this.at() }))
    this.worker.on('exit', () => this.finish?.({ diedAt: this.at() }))
  }

  get busy(): boolean {
    return this.finish !== null
  }

  /** One result for each mail read, or one for a comparison. */
  run({ mails, task, given }: Work): Promise<readonly unknown[] | Died> {
    return new Promise((resolve) => {
      Atomics.store(new Int32Array(this.progress), 0, 0)
      const watch = this.watch()
      this.finish = (results) => {
        clearInterval(watch)
        this.finish = null
        resolve(results)
      }
      const work: Work = { mails: mails.map(alone), task }
      this.worker.postMessage(work, given ? work.mails.map(({ buffer }) => buffer as ArrayBuffer) : [])
    })
  }

  async end(): Promise<void> {
    await this.worker.terminate()
  }

  /** Ends the thread when it has been at one mail for too long. */
  private watch(): NodeJS.Timeout {
    let last = -1
    let since = 0
    return setInterval(() => {
      const now = performance.now()
      if (this.at() !== last) {
        last = this.at()
        since = now
      } else if (now - since > mailMillis) void this.worker.terminate()
    }, lookMillis)
  }

  private at(): number {
    return Atomics.load(new Int32Array(this.progress), 0)
  }
}

/** Not the pool of small buffers that the bytes may lie in. */
const alone = (mail: Uint8Array) => (mail.byteLength === mail.buffer.byteLength ? mail : new Uint8Array(mail))

/** The built worker: beside the running bundle, or in dist/ when sources run (tests, bench). */
function workerFile(): string {
  const beside = join(import.meta.dirname, 'reading-worker.js')
  return existsSync(beside) ? beside : join(import.meta.dirname, '..', 'dist', 'reading-worker.js')
}
