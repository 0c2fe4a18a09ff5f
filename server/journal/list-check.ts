import type { Seal, SealedRow } from './chain'
import { type Listed, listed, rowDigest } from './digest'
import type { Tell } from './finding'
import type { Strays } from './strays'

/** Compares the rows that say a seal with its list; both are in the order of their numbers. */
export class ListCheck {
  private readonly seal: string
  private readonly list: readonly Listed[]
  private readonly strays: Strays
  private readonly tell: Tell
  private at = 0

  constructor({ id, rows }: Seal, strays: Strays, tell: Tell) {
    this.seal = String(id)
    this.list = listed(rows)
    this.strays = strays
    this.tell = tell
  }

  /** True when the row is what was sealed. */
  async check(row: SealedRow): Promise<boolean> {
    const id = BigInt(row.id)
    await this.missingBefore(id)
    const entry = this.list[this.at]
    if (entry?.id !== id) {
      this.strays.unlisted(row.id, this.seal)
      return false
    }
    this.at++
    const digest = rowDigest(row)
    if (digest.equals(entry.digest)) return true
    this.tellTouched(row.id, digest)
    return false
  }

  async end(): Promise<void> {
    await this.missingBefore(null)
  }

  private async missingBefore(id: bigint | null): Promise<void> {
    for (let entry = this.list[this.at]; entry && (id === null || entry.id < id); entry = this.list[++this.at])
      await this.strays.missing(String(entry.id), this.seal)
  }

  private tellTouched(row: string, digest: Buffer): void {
    const owner = this.list.find((entry) => entry.digest.equals(digest))
    if (owner) this.tell('row-exchanged', { row, seal: this.seal, other: String(owner.id) })
    else this.tell('row-touched', { row, seal: this.seal })
  }
}
