import type { Problem } from '@postakte/shared/model/problem'
import { asProblem } from '../app/hand-over'
import type { Session } from '../app/session'
import { Signal } from '../app/signal'
import { base64Of } from '../host/bytes'
import type { HostStore } from '../host/mail-host'
import { carryOut, lasting, type SourceNow, type Work } from './work'

export interface OutboxOptions {
  /** Kept before it is sent, where the program may end in the middle of it. */
  readonly keepFirst?: boolean
  /** The source of a mail that is no longer open; undefined: nobody has it. */
  readonly sourceLater?: (work: Work) => SourceNow | undefined
  /** What waited has been sent. */
  readonly onSent?: (one: Waiting, result: unknown) => void
}

/** A change that waits to be told to the server. */
export interface Waiting {
  /** Its Idempotency-Key: told twice, it happens once. */
  readonly key: string
  /** What the user reads of it. */
  readonly label: string
  /** RFC 3339. */
  readonly since: string
  readonly work: Work
  /** What the server said to it: it waits for the user, who tries again or lets go. Null: it waits for the server. */
  readonly refused: { readonly code: string; readonly facts: Readonly<Record<string, string>> } | null
}

export type Done<T> = { readonly sent: true; readonly result: T } | { readonly sent: false; readonly key: string }

const kept = 'outbox'
/** What a part of the program without an outbox of its own has left: announcements of mails sent meanwhile. */
const leftHere = 'outbox-left'
/** What was being told when the panel ended. */
const begun = 'outbox-begun'
/** Bytes of a mail; a browser's storage is small. */
const mostKept = 2_000_000
const cannotReach: ReadonlySet<string> = new Set(['server-unreachable', 'server-busy', 'login-needed', 'session-ended'])
/** The mail program cannot give the mail now, and will: the others need not wait for that. */
const notYet = 'host-no-answer'

/**
 * Every change that the panel makes goes through here: at once when the server is there; else it is kept, and sent in the order in
 * which it was made when the server is back, also after the panel or the mail program was closed.
 */
export class Outbox {
  readonly waiting = new Signal<readonly Waiting[]>([])
  private readonly session: Session
  private readonly store: HostStore
  private readonly options: OutboxOptions
  private sending: Promise<void> | null = null
  private underWay: readonly Waiting[] = []
  /** What became of those that somebody waits for. */
  private readonly outcomes = new Map<string, { readonly result: unknown } | { readonly error: unknown } | null>()

  constructor(session: Session, store: HostStore, options: OutboxOptions = {}) {
    this.session = session
    this.store = store
    this.options = options
  }

  async start(): Promise<void> {
    this.waiting.set(await this.stored(kept))
    await this.takeOver(begun)
    await this.takeOver(leftHere)
  }

  private async takeOver(name: string): Promise<void> {
    const left = await this.stored(name)
    if (left.length === 0) return
    const known = new Set(this.waiting.get().map(({ key }) => key))
    await this.save([...this.waiting.get(), ...left.filter(({ key }) => !known.has(key))])
    await this.store.set(name, null)
  }

  /** Resolves when it is done or kept; rejects with what the server says against it. */
  async do<T>(work: Work, label: string, now?: SourceNow): Promise<Done<T>> {
    const one = newWaiting(work, label)
    if (this.options.keepFirst) return this.keepAndSend(one, now)
    await this.setUnderWay([...this.underWay, one])
    try {
      return await this.sendOrKeep(one, now && (() => this.readWhileUnderWay(one, now)))
    } finally {
      await this.setUnderWay(this.underWay.filter(({ key }) => key !== one.key))
    }
  }

  /** The panel may end before the server has it, and the mail may not be open when it begins again. */
  private async readWhileUnderWay(one: Waiting, now: SourceNow): Promise<Uint8Array> {
    const bytes = await now()
    if (one.work.kind !== 'file' || bytes.length > mostKept) return bytes
    const work = { ...one.work, source: base64Of(bytes) }
    await this.setUnderWay(this.underWay.map((same) => (same.key === one.key ? { ...same, work } : same)))
    return bytes
  }

  private async sendOrKeep<T>(one: Waiting, now?: SourceNow): Promise<Done<T>> {
    const before = this.waiting.get().some(({ refused }) => refused === null)
    try {
      // What was made before must be there first: a note may be at a contact that waits, too.
      if (before) await this.send()
      if (this.waiting.get().some(({ refused }) => refused === null)) return await this.keep(await lastingOne(one, now))
      return { sent: true, result: (await carryOut(this.session, one.work, one.key, now)) as T }
    } catch (error) {
      if (!cannotReach.has(asProblem(error).code)) throw error
      return this.keep(await lastingOne(one, now))
    }
  }

  /** For what nobody waits for: kept, then sent; what the server refuses waits for the user. Gives its key. */
  async put(work: Work, label: string): Promise<string> {
    const one = newWaiting(work, label)
    await this.keep(one)
    // One that is being sent already does not know of this one.
    await this.sending
    await this.send()
    await this.keepWhole(one)
    return one.key
  }

  /** A mail program that crashes forgets what it has not written down, its own copy of the mail among it. */
  private async keepWhole({ key, work }: Waiting): Promise<void> {
    if (!this.waiting.get().some((same) => same.key === key)) return
    const whole = await lasting(work, this.options.sourceLater?.(work))
    if (JSON.stringify(whole).length < mostKept) await this.change(key, (same) => ({ ...same, work: whole }))
  }

  /** Sends what waits for the server; one after the other, once at a time. */
  send(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = null
    })
    return this.sending
  }

  /** Nothing is being sent any more, or again. */
  async settled(): Promise<void> {
    await this.sending
  }

  async tryAgain(key: string): Promise<void> {
    await this.change(key, (one) => ({ ...one, refused: null }))
    await this.send()
  }

  async letGo(key: string): Promise<void> {
    await this.save(this.waiting.get().filter((one) => one.key !== key))
  }

  private async sendAll(): Promise<void> {
    await this.takeOver(leftHere)
    for (const one of this.waiting.get()) {
      if (one.refused !== null) continue
      try {
        const result = await carryOut(this.session, one.work, one.key, this.options.sourceLater?.(one.work))
        await this.letGo(one.key)
        this.tell(one, result)
      } catch (error) {
        const problem = asProblem(error)
        if (cannotReach.has(problem.code)) return
        if (problem.code === notYet) continue
        if (!this.outcomes.has(one.key)) await this.change(one.key, (same) => ({ ...same, refused: refusalOf(problem) }))
        else {
          this.outcomes.set(one.key, { error })
          await this.letGo(one.key)
        }
      }
    }
  }

  /** Nothing is lost, whenever the program ends: what is sent twice has the same key. */
  private async keepAndSend<T>(one: Waiting, now?: SourceNow): Promise<Done<T>> {
    const { key, work } = one
    this.outcomes.set(key, null)
    try {
      await this.keep(one)
      // One that is being sent already does not know of this one.
      await this.sending
      await this.send()
      const outcome = this.outcomes.get(key) ?? null
      if (outcome && 'result' in outcome) return { sent: true, result: outcome.result as T }
      if (outcome) throw outcome.error
      const whole = await lasting(work, now)
      await this.change(key, (same) => ({ ...same, work: whole }))
      return { sent: false, key }
    } finally {
      this.outcomes.delete(key)
    }
  }

  private tell(one: Waiting, result: unknown): void {
    if (this.outcomes.has(one.key)) this.outcomes.set(one.key, { result })
    else this.options.onSent?.(one, result)
  }

  private async keep(one: Waiting): Promise<Done<never>> {
    await this.save([...this.waiting.get(), one])
    return { sent: false, key: one.key }
  }
  private change(key: string, to: (one: Waiting) => Waiting): Promise<void> {
    return this.save(this.waiting.get().map((one) => (one.key === key ? to(one) : one)))
  }
  private async save(all: readonly Waiting[]): Promise<void> {
    this.waiting.set(all)
    await this.store.set(kept, textOf(all))
  }
  private async setUnderWay(all: readonly Waiting[]): Promise<void> {
    this.underWay = all
    await this.store.set(begun, textOf(all))
  }
  private async stored(name: string): Promise<readonly Waiting[]> {
    return JSON.parse((await this.store.get(name)) ?? '[]') as Waiting[]
  }
}

const newWaiting = (work: Work, label: string): Waiting => ({
  key: crypto.randomUUID(),
  label,
  since: new Date().toISOString(),
  work,
  refused: null,
})
const lastingOne = async (one: Waiting, now?: SourceNow): Promise<Waiting> => ({ ...one, work: await lasting(one.work, now) })
const textOf = (all: readonly Waiting[]): string | null => (all.length === 0 ? null : JSON.stringify(all))
const refusalOf = ({ code, facts }: Problem) => ({ code, facts })
