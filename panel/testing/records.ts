import type { Draft } from '../host/mail-host'
import { anna, annasCard, filingAt, question } from './world'

export { annasCard }

const nora = { id: 2, name: 'Nora Stein' }
const service = { id: 1, name: 'Kundenservice' }
const huber = { id: '10', kind: 'company', name: 'Huber Verlag GmbH', number: '10023' } as const
const annaRef = { id: '11', kind: 'person', name: 'Anna Huber', number: '10024' } as const
const caseRef = { id: '1', number: '4711', title: 'Abo-Umstellung', status: 'open', private: false } as const

export const noras = {
  ...nora,
  login: 'nora',
  address: 'n.stein@sonnberg.example',
  language: 'de',
  permissions: [],
  teams: [service],
  absence: null,
  standsInFor: [],
} as const
export const annaRecord = {
  ...annaRef,
  stage: 'customer',
  active: true,
  company: huber,
  owner: nora,
  externalId: null,
  note: 'Ruft lieber an.',
  addresses: [{ address: anna.address, role: false }],
  phones: ['+49 30 1234-12'],
  openCases: 2,
  openOpportunities: 1,
  people: 0,
  mergedInto: null,
  version: 1,
  createdAt: '2025-01-02T09:00:00.000Z',
} as const
/** A colleague was faster. */
export const changedMeanwhile = {
  code: 'changed-meanwhile',
  title: 'Das hat inzwischen jemand geändert.',
  status: 409,
  current: { ...annaRecord, name: 'Anna Ott', note: 'Nur vormittags.', version: 2 },
} as const
export const huberRecord = { ...annaRecord, ...huber, company: null, note: null, people: 1, openOpportunities: 0 } as const
export const annasCase = {
  ...caseRef,
  tag: '[VG=4711-x7k]',
  type: 'case',
  contact: annaRef,
  team: service,
  assignee: { id: 3, name: 'Tim Vogel' },
  inAbsenceOf: null,
  folder: null,
  customerWaitsSince: '2026-03-02T09:12:00.000Z',
  weWaitSince: null,
  updatedAt: '2026-03-02T09:12:00.000Z',
  version: 4,
  owner: nora,
  participants: [],
  statusAt: '2026-02-20T09:12:00.000Z',
  statusBy: nora,
  closedAt: null,
  createdAt: '2026-02-20T09:12:00.000Z',
  links: [],
  mergedInto: null,
  merged: [],
} as const
export const annasOpportunity = {
  id: '9',
  title: 'Jahresabo 2027',
  stage: 'offer',
  contact: annaRef,
  value: '12400.00',
  currency: 'EUR',
  expectedOn: '2026-12-31',
  closedOn: null,
  owner: nora,
  team: null,
  private: false,
  updatedAt: '2026-03-02T09:12:00.000Z',
  people: [{ contact: annaRef, role: 'entscheidet' }],
  externalId: null,
  version: 2,
  createdAt: '2026-02-20T09:12:00.000Z',
} as const

const filed = { at: '2026-03-02T09:30:00.000Z', by: nora, because: 'Abgelegt von Nora Stein.' }
export const mailEntry = {
  activityId: '91',
  kind: 'mail',
  at: '2026-03-01T16:03:00.000Z',
  under: [],
  filed,
  mail: {
    id: '54',
    subject: 'AW: Angebot',
    from: { address: 'n.stein@sonnberg.example', name: 'Nora Stein' },
    direction: 'out',
    class: 'normal',
    preview: 'Guten Tag Frau Huber, anbei unser Angebot für das Jahresabo.',
    attachments: 1,
  },
  logged: null,
} as const
export const callEntry = {
  activityId: '90',
  kind: 'call',
  at: '2026-02-27T09:00:00.000Z',
  under: [],
  filed,
  mail: null,
  logged: {
    title: 'Rückruf wegen Rechnung',
    text: 'Die Rechnung kam zweimal an.',
    cut: false,
    direction: 'out',
    minutes: 7,
    user: { id: 3, name: 'Tim Vogel' },
    version: 1,
    mayChange: false,
  },
} as const
export const timeline = { items: [mailEntry, callEntry], next: null }

const todo = {
  id: '31',
  kind: 'ask',
  waitingSince: '2026-03-02T08:05:00.000Z',
  mail: {
    id: '55',
    subject: question.subject,
    from: { address: anna.address, name: 'Anna Huber' },
    preview: 'Guten Tag, ich möchte mein Abo auf die Filiale umstellen. Geht das noch im Juni?',
    attachments: 2,
  },
  team: service,
  assignee: null,
  personal: false,
  candidates: [
    { kind: 'case', case: caseRef },
    { kind: 'contact', contact: annaRef },
  ],
  why: ['Zwei Vorgänge passen.'],
  version: 1,
  done: null,
} as const
export const queue = [
  todo,
  {
    ...todo,
    id: '32',
    kind: 'unmatched',
    mail: { ...todo.mail, id: '56', subject: 'Anzeige falsch gedruckt', from: { address: 'dora.weiss@werk8.example', name: 'Dora Weiß' } },
    candidates: [],
    why: ['Niemand mit dieser Adresse ist erfasst.'],
  },
] as const

export const followUp = {
  id: '41',
  at: { kind: 'case', case: caseRef },
  user: nora,
  team: null,
  dueOn: '2026-03-01',
  text: 'Bestätigung da?',
  onlyWithoutAnswer: true,
  madeBy: nora,
  madeAt: '2026-02-20T09:12:00.000Z',
  version: 1,
  state: 'overdue',
  done: null,
  answered: null,
} as const

export const snippet = {
  id: '7',
  name: 'Bestätigung',
  shortcut: 'best',
  language: 'de',
  folder: 'Abo',
  text: '{{kontakt.anrede}},\n\nIhr Abo ist umgestellt. {{vorgang.kennung}}',
  own: false,
  team: null,
  version: 1,
  deleted: false,
  mayChange: false,
  used: 12,
} as const

export const filedThere = (kind: 'contact' | 'case' | 'opportunity', id: string, name: string) => ({
  results: [{ outcome: 'filed', mailId: '55', filings: [filingAt({ kind, id, name, number: null })] }],
  others: [],
})

export const answer: Draft = {
  kind: 'draft',
  key: 'antwort',
  answers: question.messageId,
  people: [
    { ...anna, role: 'to' },
    { address: 'fremd@anderswo.example', name: '', role: 'cc' },
  ],
  subject: 'AW: Frage zum Abo [VG=4711-x7k]',
  mailbox: 'service@sonnberg.example',
}
