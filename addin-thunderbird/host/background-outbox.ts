import type { Session } from '@postakte/panel/app/session'
import { type Done, Outbox } from '@postakte/panel/outbox/outbox'
import { lasting, type SourceNow, type Work } from '@postakte/panel/outbox/work'
import browser from 'webextension-polyfill'
import { askBackground } from './ask-background'
import { localStore, prefix } from './store'

/** The background's outbox, as a page sees it: a popup is closed by the next click, and what it began goes on. */
export class BackgroundOutbox extends Outbox {
  constructor(session: Session) {
    super(session, localStore)
  }

  override async start(): Promise<void> {
    await super.start()
    browser.storage.onChanged.addListener((changes) => {
      if (`${prefix}outbox` in changes) void super.start()
    })
  }
  /** The source of the mail comes from Thunderbird itself; only of a mail without a Message-ID it must be given along. */
  override async do<T>(work: Work, label: string, now?: SourceNow): Promise<Done<T>> {
    const whole = work.kind === 'file' && work.head === null ? await lasting(work, now) : work
    return (await askBackground({ outbox: 'do', work: whole, label })) as Done<T>
  }
  override async send(): Promise<void> {
    await askBackground({ outbox: 'send' })
  }
  override async tryAgain(key: string): Promise<void> {
    await askBackground({ outbox: 'try-again', key })
  }
  override async letGo(key: string): Promise<void> {
    await askBackground({ outbox: 'let-go', key })
  }
}
