import { Problem } from '@postakte/shared/model/problem'
import type { MailHost, SelectedMail } from '../host/mail-host'
import type { Outbox } from '../outbox/outbox'
import { type Filed, type Filings, headOf, madeThere } from './file-mail'
import type { Place } from './navigation'
import { Signal } from './signal'

/** A selected mail, and what the server says of it. */
export interface ChosenMail extends SelectedMail {
  /** The server's own id, where it is sure which mail that is. */
  readonly mailId: string | null
  readonly filings: Filings
}

/** How far one of many mails has come. */
export type Step =
  | { readonly step: 'waiting' | 'filing' | 'taken-back' }
  /** It lay there before. */
  | { readonly step: 'there' }
  | { readonly step: 'filed'; readonly made: Filings }
  /** The outbox has it, under that key. */
  | { readonly step: 'kept'; readonly key: string }
  | { readonly step: 'failed'; readonly error: unknown }

export interface FileManyState {
  readonly running: boolean
  /** One for each mail, in their order. */
  readonly steps: readonly Step[]
}

/** Where one of many mails is to lie. */
export interface PlacedMail {
  readonly mail: ChosenMail
  readonly place: Place
}

interface Wanted {
  readonly placed: readonly PlacedMail[]
  readonly wholeThread: boolean
}

/** Requests under way at once: the server has other panels, too. */
const atOnce = 4

/** Many mails, each to its record and by itself: one that cannot be filed holds up no other, and each can be taken back alone. */
export class FileMany {
  readonly state: Signal<FileManyState>
  private readonly host: MailHost
  private readonly outbox: Outbox
  private readonly wanted: Wanted
  private stopped = false
  private following: Promise<void> | null = null

  constructor({ host, outbox }: { readonly host: MailHost; readonly outbox: Outbox }, wanted: Wanted) {
    this.host = host
    this.outbox = outbox
    this.wanted = wanted
    this.state = new Signal<FileManyState>({ running: false, steps: wanted.placed.map((one) => this.firstStep(one)) })
  }

  /** Files what is not filed yet; again: what failed, too. */
  async run(): Promise<void> {
    if (this.state.get().running) return
    this.stopped = false
    this.state.set({ ...this.state.get(), running: true })
    const open = this.indexesOf('waiting', 'failed', 'taken-back')
    const left = [...open]
    const work = async () => {
      for (let at = left.shift(); at !== undefined; at = this.stopped ? undefined : left.shift()) await this.fileOne(at)
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    this.state.set({ ...this.state.get(), running: false })
    // Afterwards: the program may do one thing at a time, and sources are wanted first.
    for (const at of open) this.mark(at, 'filed')
  }

  /** What is under way ends; nothing more begins. */
  stop = (): void => {
    this.stopped = true
  }

  /** What the outbox had is told from what it has now: sent, it lies there; refused, it says why. */
  follow = (): Promise<void> => {
    this.following ??= this.followAll().finally(() => {
      this.following = null
    })
    return this.following
  }

  private async followAll(): Promise<void> {
    for (let at = this.keptNoMore(); at !== undefined; at = this.keptNoMore()) {
      const { key } = this.state.get().steps[at] as Extract<Step, { readonly step: 'kept' }>
      const refused = this.outbox.waiting.get().find((one) => one.key === key)?.refused
      if (refused) {
        this.set(at, { step: 'failed', error: new Problem(refused.code, refused.facts) })
        await this.outbox.letGo(key)
      } else {
        // Filed again it stays as it is, and the answer has what lies there.
        await this.fileOne(at)
        this.mark(at, 'filed')
      }
    }
  }

  private keptNoMore(): number | undefined {
    const waiting = new Set(this.outbox.waiting.get().flatMap(({ key, refused }) => (refused === null ? [key] : [])))
    return this.indexesOf('kept').find((at) => !waiting.has((this.state.get().steps[at] as { readonly key: string }).key))
  }

  /** One mail, or all that were filed here. What lay there before stays. */
  async takeBack(only?: number): Promise<void> {
    // What is being sent just now cannot be let go any more.
    await this.outbox.settled()
    await this.follow()
    const { steps } = this.state.get()
    const asked = only === undefined ? this.indexesOf('filed', 'kept') : [only]
    for (const at of asked) {
      const step = steps[at]!
      if (step.step !== 'kept') continue
      this.set(at, { step: 'taken-back' })
      await this.outbox.letGo(step.key)
    }
    const made = asked.flatMap((at) => {
      const step = steps[at]!
      return step.step === 'filed' ? step.made.map(({ id }) => id) : []
    })
    if (made.length > 0)
      await this.outbox.do({ kind: 'call', route: 'removeFilings', input: { body: { filings: made } } }, this.labelOf(asked))
    for (const at of asked) {
      this.set(at, { step: 'taken-back' })
      if (this.wanted.placed[at]!.mail.filings.length === 0) this.mark(at, 'not-filed')
    }
  }

  private async fileOne(at: number): Promise<void> {
    this.set(at, { step: 'filing' })
    try {
      const { placed, wholeThread } = this.wanted
      const { place } = placed[at]!
      const mail = await this.described(placed[at]!.mail)
      const { mailId } = mail
      const outcome = await this.outbox.do<Filed>(
        { kind: 'file', head: headOf(mail), mailId, targets: [place.ref], attachments: null, wholeThread, source: null },
        `${mail.subject} → ${place.title}`,
        // What the server has needs no source, not even later.
        mailId === null ? async () => (await this.host.source(mail.key)).bytes : undefined,
      )
      if (!outcome.sent) return this.set(at, { step: 'kept', key: outcome.key })
      this.set(at, { step: 'filed', made: madeThere(outcome.result, place.ref) })
    } catch (error) {
      this.set(at, { step: 'failed', error })
    }
  }

  private async described(mail: ChosenMail): Promise<ChosenMail> {
    if (mail.people.length > 0 || !this.host.describe) return mail
    const whole = await this.host.describe(mail.key).catch(() => mail)
    return { ...mail, ...whole }
  }

  private labelOf(asked: readonly number[]): string {
    return [...new Set(asked.map((at) => this.wanted.placed[at]!.place.title))].join(', ')
  }
  private firstStep({ mail, place: { ref } }: PlacedMail): Step {
    const { kind, id } = ref
    const lies = mail.filings.some(({ target }) => target.kind === kind && target.id === id)
    return { step: lies && !this.wanted.wholeThread ? 'there' : 'waiting' }
  }
  private indexesOf(...steps: readonly Step['step'][]): number[] {
    return this.state.get().steps.flatMap(({ step }, at) => (steps.includes(step) ? [at] : []))
  }
  private set(at: number, step: Step): void {
    const { running, steps } = this.state.get()
    this.state.set({ running, steps: steps.with(at, step) })
  }
  /** A convenience: nobody waits for it. */
  private mark(at: number, state: 'filed' | 'not-filed'): void {
    const { step } = this.state.get().steps[at]!
    if (this.host.can('mark') && step === (state === 'filed' ? 'filed' : 'taken-back'))
      this.host.mark(this.wanted.placed[at]!.mail.key, state).catch(() => {})
  }
}
