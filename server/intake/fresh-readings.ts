import type { ReadingPool, ReadResult } from './reading-pool'

interface Kept {
  /** sha256 in base64 */
  readonly key: string
  readonly bytes: Uint8Array
}

/** Bytes given to the workers and not read yet: a source that brings more waits until there is room. */
const unreadBytes = 4 * 1024 * 1024
/** Readings that wait to be filed; what comes beyond is read when its turn comes. */
const mostWaiting = 1_000

/** Readings of what was just kept, begun before filing asks for them; none is needed: what is missing is read from the database. */
export class FreshReadings {
  private readonly pool: ReadingPool
  private readonly waiting = new Map<string, Promise<ReadResult | undefined>>()
  private unread = 0
  private readonly roomWanted: (() => void)[] = []

  constructor(pool: ReadingPool) {
    this.pool = pool
  }

  /** Begins to read; resolves when the next mails may come. */
  async add(mails: readonly Kept[]): Promise<void> {
    const fresh = [...new Map(mails.map((mail) => [mail.key, mail])).values()].filter(({ key }) => !this.waiting.has(key))
    if (fresh.length > 0 && this.waiting.size + fresh.length <= mostWaiting) void this.begin(fresh)
    while (this.unread > unreadBytes) await new Promise<void>((resolve) => this.roomWanted.push(resolve))
  }

  private async begin(mails: readonly Kept[]): Promise<void> {
    const size = mails.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    this.unread += size
    const reading = this.pool.readGiven(mails.map(({ bytes }) => bytes))
    for (const [at, { key }] of mails.entries())
      this.waiting.set(
        key,
        reading.then((results) => results[at]),
      )
    await reading
    this.unread -= size
    for (const resolve of this.roomWanted.splice(0)) resolve()
  }

  has(key: string): boolean {
    return this.waiting.has(key)
  }

  /** Undefined: read it from the database. */
  async get(key: string): Promise<ReadResult | undefined> {
    return this.waiting.get(key)
  }

  delete(key: string): void {
    this.waiting.delete(key)
  }
}
