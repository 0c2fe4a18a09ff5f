import { BudgetedPool } from '../threads/budgeted-pool'
import type { Outcome } from '../threads/budgeted-thread'
import type { PlainOwn } from './own'
import type { ReadingWork, ReadResult, TextResult } from './reading-work'

export type { ReadResult }

/** No mail may take longer: a claim never lasts a minute (reliability A44). */
const mailMillis = 5_000
const tooMuch: ReadResult = { error: 'reading took too long or too much memory' }
/** So that a mail to be filed never waits for long. */
const wordsAtOnce = 10
const closing: ReadResult = { error: 'the server stops' }

/** Worker threads that read mails; one that overstays its time or its memory is ended and replaced, its other mails are read again. */
export class ReadingPool {
  readonly own: PlainOwn
  private readonly pool: BudgetedPool<ReadingWork, readonly unknown[]>

  constructor(own: PlainOwn, size: number, memoryMb = 300) {
    this.own = own
    this.pool = new BudgetedPool('reading-worker.js', own, size, { memoryMb, millis: mailMillis })
  }

  /** One result for each mail; a mail that ends its thread costs no other one its reading. `handed`: see Own. */
  async read(mails: readonly Uint8Array[], handed = false): Promise<readonly ReadResult[]> {
    const results = await this.each<ReadResult>(mails, handed ? 'read-handed' : 'read', tooMuch)
    return results.map((one) => one ?? closing)
  }

  /** The words of each; null for one that cannot be read, undefined when the server stops. Mails that wait to be read go first. */
  async words(mails: readonly Uint8Array[]): Promise<readonly (TextResult | undefined)[]> {
    const parts = Array.from({ length: Math.ceil(mails.length / wordsAtOnce) }, (_, at) =>
      mails.slice(at * wordsAtOnce, (at + 1) * wordsAtOnce),
    )
    return (await Promise.all(parts.map((part) => this.each<TextResult>(part, 'words', null)))).flat()
  }

  private async each<T>(mails: readonly Uint8Array[], task: ReadingWork['task'], died: T): Promise<readonly (T | undefined)[]> {
    if (mails.length === 0) return []
    const outcome = await this.run(mails, task)
    if ('result' in outcome) return outcome.result as readonly T[]
    if (this.pool.closed) return mails.map(() => undefined)
    const [before, after] = await Promise.all([
      this.each<T>(mails.slice(0, outcome.diedAt), task, died),
      this.each<T>(mails.slice(outcome.diedAt + 1), task, died),
    ])
    return [...before, died, ...after]
  }

  /** As `read`, with the bytes handed over, not copied; undefined for a mail that was lost with a thread that another one ended. */
  async readGiven(mails: readonly Uint8Array[]): Promise<readonly (ReadResult | undefined)[]> {
    const alone = mails.map(onItsOwn)
    const outcome = await this.run(
      alone,
      'read',
      alone.map(({ buffer }) => buffer as ArrayBuffer),
    )
    if ('result' in outcome) return outcome.result as readonly ReadResult[]
    return mails.map((_, at) => (at === outcome.diedAt && !this.pool.closed ? tooMuch : undefined))
  }

  /** Whether these are the same mail but for what a gateway added, or a mail program made of it; false where that is too much to find out. */
  async isVariant(one: Uint8Array, other: Uint8Array, headsOnly = false): Promise<boolean> {
    const outcome = await this.run([one, other], headsOnly ? 'compare-heads' : 'compare')
    return 'result' in outcome && outcome.result[0] === true
  }

  private run(
    mails: readonly Uint8Array[],
    task: ReadingWork['task'],
    given: readonly ArrayBuffer[] = [],
  ): Promise<Outcome<readonly unknown[]>> {
    const work = { mails: mails.map(onItsOwn), task }
    return task === 'words' ? this.pool.runLater(work) : this.pool.run(work, given)
  }

  async close(): Promise<void> {
    await this.pool.close()
  }
}

/** Not the pool of small buffers that the bytes may lie in. */
const onItsOwn = (mail: Uint8Array) => (mail.byteLength === mail.buffer.byteLength ? mail : new Uint8Array(mail))
