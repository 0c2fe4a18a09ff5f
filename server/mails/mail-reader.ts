import { Problem } from '@postakte/shared/model/problem'
import type { ShownMail } from '@postakte/shared/showing/shown-mail'
import type { MailText } from '../intake/mail-text'
import type { Own } from '../intake/pipeline/decision'
import type { ShowOptions } from '../showing/show-mail'
import { ShowingPool } from '../showing/showing-pool'
import { BudgetedPool } from '../threads/budgeted-pool'
import type { AttachmentBytes, MailHead, PartsTask } from './parts'

export interface PartsWork {
  readonly bytes: Uint8Array
  /** Nobody but users brought the mail: nothing of it was unwrapped (see Own). */
  readonly handed: boolean
  readonly task: PartsTask
}

type Stored = Pick<PartsWork, 'bytes' | 'handed'>

/** Memory for the largest mail several times over, and time for it. */
const budget = { memoryMb: 600, millis: 8_000 }

/** Looks into kept mails, in threads that end when a mail takes too much. They begin with the first mail that is asked for. */
export class MailReader {
  private readonly parts: BudgetedPool<PartsWork, unknown>
  private readonly showing: ShowingPool

  constructor(own: Own, threads: number) {
    this.parts = new BudgetedPool('parts-worker.js', own, threads, budget)
    this.showing = new ShowingPool(threads)
  }

  head(mail: Stored): Promise<MailHead> {
    return this.part(mail, { kind: 'head' })
  }

  /** Null: it has no such attachment. */
  attachment(mail: Stored, number: number): Promise<AttachmentBytes | null> {
    return this.part(mail, { kind: 'attachment', number })
  }

  source(mail: Stored): Promise<Uint8Array> {
    return this.part(mail, { kind: 'source' })
  }

  text(mail: Stored): Promise<MailText> {
    return this.part(mail, { kind: 'text' })
  }

  async show(mail: Stored, options: ShowOptions): Promise<ShownMail> {
    return this.showing.show(await this.part<Uint8Array>(mail, { kind: 'inner' }), options)
  }

  private async part<T>(mail: Stored, task: PartsTask): Promise<T> {
    const outcome = await this.parts.run({ ...mail, bytes: new Uint8Array(mail.bytes), task })
    if ('result' in outcome) return outcome.result as T
    throw new Problem('mail-too-costly')
  }
}
