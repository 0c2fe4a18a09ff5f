import { Problem } from '@postakte/shared/model/problem'

interface Waiting {
  readonly who: string
  readonly known: boolean
  readonly go: () => void
}

/**
 * Password checks cost time and memory on purpose: so many at once, the others wait in line. Nobody has more than his share
 * of the line, and whoever comes from a known device stands before all strangers; a flood of guesses fills neither.
 */
export class Turnstile {
  private running = 0
  private line: Waiting[] = []
  private readonly most: { readonly running: number; readonly waiting: number; readonly each: number }
  constructor(most: { readonly running: number; readonly waiting: number; readonly each: number }) {
    this.most = most
  }

  async pass<T>(who: string, known: boolean, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most.running) await this.queue(who, known)
    else this.running++
    try {
      return await work()
    } finally {
      const next = this.line.shift()
      if (next) next.go()
      else this.running--
    }
  }

  private queue(who: string, known: boolean): Promise<void> {
    if (this.line.filter((one) => one.who === who && one.known === known).length >= this.most.each) throw new Problem('server-busy')
    if (!known && this.line.length >= this.most.waiting) throw new Problem('server-busy')
    return new Promise((go) => {
      const before = known ? this.line.findIndex((one) => !one.known) : -1
      this.line.splice(before === -1 ? this.line.length : before, 0, { who, known, go })
    })
  }
}
