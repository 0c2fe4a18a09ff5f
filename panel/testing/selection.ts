import type { Card } from '../app/use-lookup'
import type { SelectedMail } from '../host/mail-host'
import { anna, annasCard, complaint, emptyCard, filingAt, question } from './world'

const day = (at: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + at * 60_000).toISOString()
const dora = complaint.people[0]!

/** Mails that somebody selected in the list: of Anna, each third of Dora. */
export const manyMails = (count: number): readonly SelectedMail[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `mail-${at + 1}`,
    messageId: `mail-${at + 1}@huber-verlag.example`,
    people: [at % 3 === 2 ? dora : anna, question.people[1]!],
    subject: `Frage ${at + 1}`,
    sentAt: day(at),
    mailbox: question.mailbox,
  }))

/** The server has the first five; the first lies at the case. */
const known = (mails: readonly SelectedMail[]): Card['mails'] =>
  mails.slice(0, 5).map(({ messageId, subject, people }, at) => ({
    ...annasCard.mails[0]!,
    id: String(201 + at),
    messageId: messageId!,
    subject,
    fromAddress: people[0]!.address,
  }))

export function answersOfSelection(mails: readonly SelectedMail[]) {
  const all = known(mails)
  const lookUp = ({ body }: { readonly body: unknown }) => {
    const { messageIds = [], contactId } = body as { messageIds?: string[]; contactId?: string }
    if (contactId !== undefined) return { validator: 'v', card: { ...annasCard, mails: [], suggestions: [] } }
    const here = all.filter(({ messageId }) => messageIds.includes(messageId))
    const filings = here.some(({ id }) => id === '201')
      ? [filingAt({ kind: 'case', id: '1', name: 'Abo-Umstellung', number: '4711' }, { mailId: '201' })]
      : []
    return { validator: 'v', card: { ...emptyCard, mails: here, filings } }
  }
  return {
    'POST /api/lookup': lookUp,
    'POST /api/lookup/addresses': {
      items: [{ address: anna.address, contact: { id: '11', kind: 'person', name: 'Anna Huber', number: '10024', active: true } }],
    },
  }
}
