import type { Seal, SealedRow } from './chain'
import type { Tell } from './finding'

const hour = 3_600_000

/**
 * A row gets its number and its time in one moment, and is sealed within seconds of its commit. One that says to be an hour older
 * than a row sealed before it, or younger than its seal, was inserted afterwards: or the clock jumped, or a transaction was open
 * for so long.
 */
export class TimeCheck {
  private readonly tell: Tell
  private newest = Number.NEGATIVE_INFINITY

  constructor(tell: Tell) {
    this.tell = tell
  }

  check({ id, at }: SealedRow, seal: Seal): void {
    const time = Date.parse(at)
    if (time < this.newest - hour || time > Date.parse(seal.at) + hour)
      this.tell('row-misdated', { row: id, seal: String(seal.id), at, sealedAt: seal.at })
    else this.newest = Math.max(this.newest, time)
  }
}
