import { Problem } from '@postakte/shared/model/problem'
import type { ImapFlow } from 'imapflow'
import type { Db } from '../../../db/db'
import { type Cursor, cursorOf, keptUids, leftUids, type Mailbox, moveCursor } from '../../../mailboxes/mailboxes'
import type { Arrival, Receive } from '../../arrival'
import { markOrMove } from './after-filing'
import { fetchGroup, fetchNext, groups, type Listed, list, openFolder, uidOf } from './fetching'

export interface TakingInOptions {
  readonly mailbox: Mailbox
  readonly db: Db
  readonly receive: Receive
  /** A larger mail is not fetched; it stays where it is and the mailbox says so. */
  readonly maxBytes: number
  /** Fault points of the chaos test (config.ts). */
  readonly faults?: readonly string[]
}

/** The whole folder is looked through this often, whatever the cursor says. */
const sweepMillis = 10 * 60_000
/** So few new mails are fetched without a look which are kept: a unique key says it all the same. */
const fewMails = 10

/** What became of the mails of a folder before: UIDs that are kept, and that are private and were left; up to where it was looked through. */
interface Before {
  readonly kept: ReadonlySet<number>
  readonly left: ReadonlySet<number>
  readonly seenTo: number
}

/** Takes in what a folder holds, pass by pass: by cursor (UIDVALIDITY and UID) and by sweep. Never "unseen only". */
export class TakingIn {
  private readonly options: TakingInOptions
  private sweptAt = 0
  /** Where the newest pass ended, while its connection lives. */
  private at: { readonly client: ImapFlow; readonly cursor: Cursor } | null = null
  /** Mails over the limit, as the newest sweep and the passes since found them. */
  private tooLarge: readonly Listed[] = []
  /** Why mails that are kept could not be marked or moved in the newest pass. */
  private left: Problem | null = null

  constructor(options: TakingInOptions) {
    this.options = options
  }

  /**
   * One pass: list what is new (or all), fetch what is not kept, keep it, then mark or move it, then move the cursor. A push on a
   * line that has been looked through needs neither the folder opened again nor the cursor read.
   */
  async pass(client: ImapFlow, pushed = false): Promise<void> {
    const { mailbox, db } = this.options
    const due = Date.now() - this.sweptAt > sweepMillis
    const known = pushed && !due && this.at?.client === client ? this.at.cursor : null
    this.at = null
    const uidValidity = known?.uidValidity ?? (await openFolder(client, mailbox))
    const cursor = known ?? (await cursorOf(db, mailbox.id, mailbox.folder))
    const sweep = !cursor || cursor.uidValidity !== uidValidity || due
    const next = known && (await fetchNext(client, mailbox, known))
    const listed = next ? [next] : await list(client, sweep ? 1 : Number(cursor.uid) + 1)
    const tooLarge = listed.filter(({ size }) => size > this.options.maxBytes)
    const seenTo = cursor?.uidValidity === uidValidity ? Number(cursor.uid) : 0
    this.left = null
    for (let at = 0; at < listed.length; at += 1_000) {
      const part = listed.slice(at, at + 1_000)
      const isFew = known && part.length <= fewMails
      const kept = isFew ? new Set<number>() : await keptUids(db, mailbox, uidValidity, part)
      const left = isFew ? kept : await leftUids(db, mailbox, uidValidity)
      await this.takeIn(client, uidValidity, part, { kept, left, seenTo })
    }
    this.tooLarge = sweep ? tooLarge : [...this.tooLarge, ...tooLarge]
    if (sweep) this.sweptAt = Date.now()
    if (!this.left) this.at = { client, cursor: { uidValidity, uid: BigInt(Math.max(seenTo, listed.at(-1)?.uid ?? 0)) } }
  }

  /** Mails that are kept could not be marked or moved. */
  isStuck(): boolean {
    return this.left !== null
  }

  /** What an admin should know although all others are taken in. */
  notice(): Problem | null {
    if (this.left) return this.left
    if (this.tooLarge.length === 0) return null
    return new Problem('mailbox-mail-too-large', {
      name: this.options.mailbox.name,
      count: String(this.tooLarge.length),
      limit: String(Math.round(this.options.maxBytes / 1_048_576)),
      reason: `UID ${this.tooLarge[0]!.uid}`,
    })
  }

  private async takeIn(client: ImapFlow, uidValidity: bigint, listed: readonly Listed[], { kept, left, seenTo }: Before): Promise<void> {
    const { mailbox, db, maxBytes } = this.options
    const isNew = ({ uid }: Listed) => !left.has(uid) && (!kept.has(uid) || (mailbox.afterwards === 'move' && uid <= seenTo))
    const fetched = await this.fetchAndKeep(
      client,
      uidValidity,
      listed.filter((one) => one.size <= maxBytes && isNew(one)),
    )
    const leftBefore = listed.filter(({ uid }) => kept.has(uid) && uid > seenTo).map(uidOf)
    await this.afterwards(client, [...leftBefore, ...fetched])
    const last = listed.at(-1)
    // What could not be moved is listed again by the next pass.
    if (last && !this.left) await moveCursor(db, mailbox.id, mailbox.folder, { uidValidity, uid: BigInt(last.uid) })
  }

  /** Fetches the next group while the one before is being kept. Gives the UIDs that really came and are kept then; what is private is not. */
  private async fetchAndKeep(client: ImapFlow, uidValidity: bigint, wanted: readonly Listed[]): Promise<number[]> {
    const early = this.options.faults?.includes('move-before-commit')
    const fetched: number[] = []
    const left = new Set<number>()
    let keeping: Promise<void> = Promise.resolve()
    for (const group of groups(wanted)) {
      const arrivals = await fetchGroup(client, this.options.mailbox, uidValidity, group)
      if (!early) await keeping
      keeping = this.keep(arrivals, left)
      keeping.catch(() => {})
      fetched.push(...arrivals.map(({ uid }) => Number(uid)))
    }
    if (!early) await keeping
    return fetched.filter((uid) => !left.has(uid))
  }

  private async keep(arrivals: readonly Arrival[], left: Set<number>): Promise<void> {
    if (this.options.faults?.includes('move-before-commit')) await this.lateBug()
    const receipts = await this.options.receive(arrivals)
    for (const [at, { uid }] of arrivals.entries()) if (receipts[at] === 'left') left.add(Number(uid))
  }

  /** The deliberate bug: half a second passes before the mail is kept, and the move does not wait for it. */
  private lateBug(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 500))
  }

  /** A folder that takes no more stops nobody: the next mails are taken in all the same. */
  private async afterwards(client: ImapFlow, uids: readonly number[]): Promise<void> {
    if (uids.length === 0) return
    this.left = (await markOrMove(client, this.options.mailbox, uids)) ?? this.left
    if (this.options.faults?.includes('after-afterwards')) process.kill(process.pid, 'SIGKILL')
  }
}
