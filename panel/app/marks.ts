import { useEffect } from 'react'
import type { MailHost, ReadMail } from '../host/mail-host'
import { usePanel } from './panel-context'
import type { Card } from './use-lookup'

type State = 'filed' | 'not-filed'

/** What the program's list says of mails. A convenience: nobody waits for it, and the server's truth stands without it. */
export class Marks {
  private readonly host: MailHost
  /** Of the mail that is open. */
  private told: { readonly key: string; readonly state: State } | null = null
  /** Mails that were left before it could be said that they lie nowhere any more; by Message-ID. */
  private readonly wrong = new Set<string>()

  constructor(host: MailHost) {
    this.host = host
  }

  async set({ key, messageId }: ReadMail, state: State): Promise<void> {
    if (!this.host.can('mark')) return
    this.told = { key, state }
    try {
      await this.host.mark(key, state)
      if (messageId !== null) this.wrong.delete(messageId)
    } catch {
      if (messageId !== null && state === 'not-filed') this.wrong.add(messageId)
    }
  }

  /** The mail is open, and the server has said where it lies: by somebody else, or after it was left. */
  seen(mail: ReadMail, lies: boolean): void {
    if (lies && !(this.told?.key === mail.key && this.told.state === 'filed')) void this.set(mail, 'filed')
    if (!lies && mail.messageId !== null && this.wrong.has(mail.messageId)) void this.set(mail, 'not-filed')
  }
}

/** Undefined: the server has not answered yet. */
export function useMark(mail: ReadMail, card: Card | undefined): void {
  const { marks } = usePanel()
  const lies = card && liesSomewhere(mail, card)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mail is the same as long as its key is
  useEffect(() => {
    if (lies !== undefined) marks.seen(mail, lies)
  }, [marks, mail.key, lies])
}

/** A Message-ID alone proves nothing: what is filed of another sender's mail is not filed of this one. */
function liesSomewhere({ people }: ReadMail, { mails, filings }: Card): boolean {
  const from = people.find(({ role }) => role === 'from')?.address.toLowerCase()
  const own = mails.filter(({ fromAddress }) => fromAddress === from).map(({ id }) => id)
  return filings.some(({ mailId }) => own.includes(mailId))
}
