import type { Card } from '../app/use-lookup'
import type { MailSource, ReadMail } from '../host/mail-host'

/** The panel's part of the small named world, for tests and the gallery. */
export const base = 'https://crm.sonnberg.example'
export const anna = { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' as const }
export const question: ReadMail = {
  kind: 'read',
  key: 'frage',
  messageId: 'frage@huber-verlag.example',
  thread: [],
  people: [anna, { address: 'service@sonnberg.example', name: 'Kundenservice', role: 'to' }],
  subject: 'Frage zum Abo [VG=4711-x7k]',
  sentAt: '2026-03-02T09:12:00.000Z',
  attachments: [
    { name: 'Grundriss.pdf', size: 240_000, inline: false },
    { name: 'logo.png', size: 4_000, inline: true },
    { name: 'Anfahrt.pdf', size: 90_000, inline: false },
  ],
  mailbox: 'service@sonnberg.example',
}
export const complaint: ReadMail = {
  ...question,
  key: 'reklamation',
  messageId: 'reklamation@werk8.example',
  people: [{ address: 'dora.weiss@werk8.example', name: 'Dora Weiß', role: 'from' }],
  subject: 'Anzeige falsch gedruckt',
  attachments: [],
}
export const source: MailSource = { bytes: new TextEncoder().encode('Subject: Frage zum Abo\r\n\r\nGuten Tag\r\n'), how: 'original' }

export const emptyCard: Card = {
  mails: [],
  filings: [],
  duplicates: [],
  todos: [],
  contact: null,
  candidates: [],
  people: [],
  cases: [],
  opportunities: [],
  activities: [],
  suggestions: [],
  others: [],
}
const nora = { id: 2, name: 'Nora Stein' }
const tim = { id: 3, name: 'Tim Vogel' }
export const annasCard: Card = {
  ...emptyCard,
  mails: [
    {
      id: '55',
      messageId: question.messageId!,
      fromAddress: anna.address,
      subject: question.subject,
      sentAt: question.sentAt,
      direction: 'in',
      trust: 2,
      state: 'unmatched',
    },
  ],
  contact: {
    id: '11',
    kind: 'person',
    name: 'Anna Huber',
    number: '10024',
    stage: 'customer',
    active: true,
    company: { id: '10', kind: 'company', name: 'Huber Verlag GmbH', number: '10023' },
    phones: ['+49 30 1234-12', '0171 555 01 23'],
    owner: nora,
  },
  cases: [
    { id: '1', number: '4711', title: 'Abo-Umstellung', status: 'open', private: false, assignee: nora },
    { id: '2', number: '4712', title: 'Adressänderung Filiale', status: 'waiting', private: false, assignee: null },
  ],
  opportunities: [{ id: '9', title: 'Jahresabo 2027', stage: 'offer', value: '12400.00', currency: 'EUR' }],
  activities: [
    { id: '91', kind: 'mail', at: '2026-03-01T16:03:00.000Z', title: 'AW: Angebot', direction: 'out', mailId: '54', by: nora },
    { id: '90', kind: 'call', at: '2026-02-27T09:00:00.000Z', title: 'Rückruf wegen Rechnung', direction: null, mailId: null, by: tim },
  ],
  suggestions: [{ kind: 'case', id: '1', name: 'Abo-Umstellung', number: '4711', by: 'tag' }],
  others: [{ user: tim, doing: 'answering', program: 'thunderbird', since: '2026-03-02T09:20:00.000Z' }],
}

let made = 100
export const filingAt = (
  target: Card['filings'][number]['target'],
  more: Partial<Card['filings'][number]> = {},
): Card['filings'][number] => ({
  id: String(made++),
  mailId: '55',
  target,
  filedBy: nora,
  filedAt: '2026-03-02T09:30:00.000Z',
  because: 'Abgelegt von Nora Stein.',
  rule: 'person',
  attachments: null,
  ...more,
})
