import { Problem } from '@postakte/shared/model/problem'

/**
 * So many at work at once. Who must wait longer than a moment is asked to come again: a database that is slow or away must not
 * gather requests until nothing answers any more (reliability H04).
 */
export class Gate {
  private free: number
  private readonly patience: number
  private readonly waiting = new Set<() => void>()
  constructor(places: number, patienceMillis: number) {
    this.free = places
    this.patience = patienceMillis
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await this.turn()
    try {
      return await work()
    } finally {
      this.leave()
    }
  }

  /** The place is handed over by the one who leaves. */
  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const called = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.waiting.delete(called)
        reject(new Problem('server-busy'))
      }, this.patience)
      this.waiting.add(called)
    })
  }

  private leave(): void {
    const [next] = this.waiting
    if (!next) {
      this.free++
      return
    }
    this.waiting.delete(next)
    next()
  }
}
