import type { ShownMail } from '@postakte/shared/showing/shown-mail'
import { BudgetedPool } from '../threads/budgeted-pool'
import type { Budget } from '../threads/budgeted-thread'
import type { ShowOptions } from './show-mail'

export interface ShowingWork extends ShowOptions {
  readonly bytes: Uint8Array
}

/** Reading and cleaning together; what is beyond is shown as text (reliability B, P9). */
const budget: Budget = { memoryMb: 200, millis: 4_000 }

/** Threads that make mails ready to be shown; a mail over its budget yields its text with a note, never an error. */
export class ShowingPool {
  private readonly pool: BudgetedPool<ShowingWork, ShownMail>

  constructor(size: number, limits: Partial<Budget> = {}) {
    this.pool = new BudgetedPool('showing-worker.js', null, size, { ...budget, ...limits })
  }

  async show(bytes: Uint8Array, options: ShowOptions): Promise<ShownMail> {
    const shown = await this.pool.run({ bytes, ...options })
    if ('result' in shown) return shown.result
    const text = await this.pool.run({ bytes, ...options, view: 'text' })
    return 'result' in text ? { ...text.result, notes: ['only-text', ...text.result.notes] } : unreadable
  }

  async close(): Promise<void> {
    await this.pool.close()
  }
}

const unreadable: ShownMail = { kind: 'text', html: '', notes: ['unreadable'], blockedPictures: 0, ownPictures: [] }
