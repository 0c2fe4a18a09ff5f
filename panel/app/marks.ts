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
  private last: Promise<void> = Promise.resolve()

  constructor(host: MailHost) {
    this.host = host
  }

  /** One behind the other: of two for the same mail the later one stands. */
  set(mail: ReadMail, state: State): void {
    if (!this.host.can('mark')) return
    this.told = { key: mail.key, state }
    this.last = this.last.then(() => this.tell(mail, state))
  }

  private async tell({ key, messageId }: ReadMail, state: State): Promise<void> {
    try {
      await this.host.mark(key, state)
      if (messageId !== null) this.wrong.delete(messageId)
    } catch {
      if (this.told?.key === key && this.told.state === state) this.told = null
      if (messageId !== null && state === 'not-filed') this.wrong.add(messageId)
    }
  }

  /** The mail is open, and the server has said how it stands: by somebody else, or after it was left. Null: it does not know, or not for this user. */
  seen(mail: ReadMail, stands: State | null): void {
    const state = stands ?? (mail.messageId !== null && this.wrong.has(mail.messageId) ? 'not-filed' : null)
    if (state !== null && !(this.told?.key === mail.key && this.told.state === state)) this.set(mail, state)
  }
}

/** Undefined: the server has not answered yet. */
export function useMark(mail: ReadMail, card: Card | undefined): void {
  const { marks } = usePanel()
  const stands = card && standing(mail, card)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mail is the same as long as its key is
  useEffect(() => {
    if (stands !== undefined) marks.seen(mail, stands)
  }, [marks, mail.key, stands])
}

/**
 * A Message-ID alone proves nothing: what is filed of another sender's mail is not filed of this one. And who sees no filing may only not
 * see it: in a shared mailbox nobody takes a mark from others, unless the mail lies nowhere at all.
 */
function standing({ people }: ReadMail, { mails, filings }: Card): State | null {
  const from = people.find(({ role }) => role === 'from')?.address.toLowerCase()
  const own = mails.filter(({ fromAddress }) => fromAddress === from)
  if (filings.some(({ mailId }) => own.some(({ id }) => id === mailId))) return 'filed'
  return own.length > 0 && own.every(({ state }) => state !== 'filed') ? 'not-filed' : null
}
