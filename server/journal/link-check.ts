import type { Seal } from './chain'
import { noSeal, sealHash } from './digest'
import type { Tell } from './finding'

/** Does each seal follow the one before, and is the head that was kept elsewhere among them? */
export class LinkCheck {
  private readonly tell: Tell
  private readonly head: string | null
  private headSeen = false
  private seals = 0
  private last: Pick<Seal, 'id' | 'at' | 'hash'> & { readonly computed: Buffer } = { id: 0n, at: '', hash: noSeal, computed: noSeal }

  constructor(tell: Tell, head: string | null) {
    this.tell = tell
    this.head = head
  }

  check(seal: Seal): void {
    const computed = sealHash(seal.prev, seal)
    const missing = seal.id > this.last.id + 1n
    if (missing) this.tell('seal-removed', { seals: range(this.last.id + 1n, seal.id - 1n) })
    if (!computed.equals(seal.hash)) this.tell('seal-touched', { seal: String(seal.id) })
    else if (!missing && !this.follows(seal)) this.tell('chain-broken', { seal: String(seal.id), before: String(this.last.id) })
    this.headSeen ||= seal.hash.toString('hex') === this.head
    this.seals++
    this.last = { id: seal.id, at: seal.at, hash: seal.hash, computed }
  }

  /** Where only the hash of the seal before was touched, this one still follows what that hash should be. */
  private follows({ prev }: Seal): boolean {
    return prev.equals(this.last.hash) || prev.equals(this.last.computed)
  }

  end(): void {
    if (this.head !== null && !this.headSeen) this.tell('head-unknown', { head: this.head, seals: String(this.seals), at: this.last.at })
  }

  summary(): { seals: number; head: string | null; headAt: string | null } {
    const { seals, last } = this
    return { seals, head: seals === 0 ? null : last.hash.toString('hex'), headAt: seals === 0 ? null : last.at }
  }
}

const range = (from: bigint, to: bigint) => (from === to ? String(from) : `${from}–${to}`)
