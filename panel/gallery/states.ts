import type { PanelParts } from '../app/panel-context'
import type { Tokens } from '../app/session'
import type { Card } from '../app/use-lookup'
import type { OpenItem } from '../host/mail-host'
import { annaRecord, annasCase, answer, changedMeanwhile, queue } from '../testing/records'
import { toAbo, toStranger } from '../testing/sending'
import { annasCard, complaint, emptyCard, filingAt, question } from '../testing/world'
import { severalStates } from './several-states'

/** One state of the panel: what the program has open, what the server says. */
export interface GalleryState {
  readonly item: OpenItem | null
  readonly signedIn: boolean
  /** Null: it never answers; 'away': it cannot be reached; 'error': it says no. */
  readonly card: Card | null | 'away' | 'error'
  /** What happens before the picture. */
  readonly prepare?: (parts: PanelParts) => void
  /** Beginnings of the names of buttons that are clicked before the picture, one after the other; in German and English. */
  readonly clicks?: readonly (readonly string[])[]
  /** What is chosen in a list that opens, by a word of the list's name; before the clicks. */
  readonly picks?: Readonly<Record<string, string>>
  /** Typed into the field that has the focus. */
  readonly types?: string
  /** What the server answers beside what it answers in the small world: 'GET /api/todos'. */
  readonly answers?: Readonly<Record<string, unknown>>
}

export const galleryTokens: Tokens = { accessToken: 'a', refreshToken: 'r', accessUntil: '2026-03-02T10:00:00.000Z' }

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KGaA'
const longCard: Card = {
  ...annasCard,
  contact: {
    ...annasCard.contact!,
    name: 'Maximiliane Alexandra Freifrau von Hohenstein-Waldburg zu Wolfegg',
    company: { id: '10', kind: 'company', name: long, number: '10023' },
    phones: ['+49 (0) 30 1234567890-1234 Zentrale', '0171 555 01 23', '0049 6151 99 88 77'],
  },
  cases: Array.from({ length: 5 }, (_, at) => ({ ...annasCard.cases[at % 2]!, id: String(at + 1), title: `${long} ${at}` })),
}
export const filedAtCase: Card = {
  ...annasCard,
  suggestions: [],
  filings: [
    filingAt({ kind: 'case', id: '1', name: 'Abo-Umstellung', number: '4711' }),
    filingAt(
      { kind: 'contact', id: '11', name: 'Anna Huber', number: '10024' },
      { filedBy: null, because: 'Der Absender anna@huber-verlag.example gehört zu Anna Huber.' },
    ),
  ],
}
const waiting = {
  key: 'k1',
  label: 'Frage zum Abo → Abo-Umstellung',
  since: '2026-03-02T09:30:00.000Z',
  work: { kind: 'call', route: 'removeFilings', input: {} },
  refused: null,
} as const

const colleagues = [
  { name: 'Tim Vogel', doing: 'answering', program: 'outlook' },
  { name: longCard.contact!.name, doing: 'reading', program: 'thunderbird' },
  { name: 'Ruth Özdemir', doing: 'reading', program: 'desk' },
].map(({ name, ...one }, at) => ({
  mailId: '55',
  caseId: null,
  messageKey: null,
  user: { id: at + 3, name },
  since: '2026-03-02T09:20:00.000Z',
  ...one,
}))

/** Buttons, as they are called in German and English. */
const go = {
  move: ['Woandershin: Abo-Umstellung', 'Move: Abo-Umstellung'],
  newContact: ['Kontakt anlegen', 'Create contact'],
  newCase: ['Neuer Vorgang', 'New case'],
  newOpportunity: ['Neue Verkaufschance', 'New opportunity'],
  logCall: ['Telefonnotiz', 'Log a call'],
  note: ['Notiz', 'Note'],
  followUp: ['Wiedervorlage', 'Follow-up'],
  search: ['Suchen', 'Search'],
  queue: ['Warteschlange', 'Queue'],
  takeOver: ['Übernehmen', 'Take over'],
  followUps: ['Wiedervorlagen', 'Follow-ups'],
  settings: ['Einstellungen', 'Settings'],
  snippets: ['Textbausteine', 'Snippets'],
  answer: ['Mit Textbaustein antworten', 'Answer with a snippet'],
  documents: ['Dokumente', 'Documents'],
  edit: ['Bearbeiten', 'Edit'],
  noCompany: ['keine Firma', 'no company'],
  save: ['Speichern', 'Save'],
  assign: ['Zuweisen', 'Assign'],
} as const
/** Where nothing but the link is called like the record. */
const noTargets = { ...annasCard, suggestions: [], contact: null }
const onlyCase: Card = {
  ...noTargets,
  opportunities: [],
  filings: [filingAt({ kind: 'case', id: '1', name: 'Abo-Umstellung', number: '4711' })],
}
const onlyOpportunity: Card = {
  ...noTargets,
  cases: [],
  filings: [filingAt({ kind: 'opportunity', id: '9', name: 'Jahresabo 2027', number: null })],
}

const gone = () => Response.json({ code: 'record-unknown', title: 'Das gibt es nicht, oder nicht für Sie.', status: 404 }, { status: 404 })

/** Without the first one, once that is taken over. */
const shrinkingQueue = () => {
  let left: readonly object[] = queue
  const takeOver = () => {
    left = queue.slice(1)
    return queue[0]
  }
  return { 'GET /api/todos': () => ({ items: left, next: null }), 'POST /api/todos/31/takeover': takeOver }
}

const signedIn = { item: question, signedIn: true } as const

export const galleryStates: Readonly<Record<string, GalleryState>> = {
  'signed-out': { item: question, signedIn: false, card: null },
  'sign-in-code': {
    item: question,
    signedIn: false,
    card: null,
    prepare: ({ handOver }) => handOver.state.set({ step: 'waiting', userCode: 'WDJB-MJHT', page: '' }),
  },
  'sign-in-refused': {
    item: question,
    signedIn: false,
    card: null,
    prepare: ({ handOver }) => handOver.state.set({ step: 'failed', why: 'refused' }),
  },
  'session-ended': { item: question, signedIn: false, card: null, prepare: ({ session }) => session.state.set('ended') },
  'no-mail': { ...signedIn, item: null, card: null },
  loading: { ...signedIn, card: null },
  'known-thread-to-come': { ...signedIn, item: { ...question, incomplete: true }, card: annasCard },
  known: { ...signedIn, card: annasCard },
  'known-long-names': { ...signedIn, card: longCard },
  'known-nothing-yet': { ...signedIn, card: { ...annasCard, cases: [], opportunities: [], activities: [], suggestions: [], others: [] } },
  'which-one': {
    ...signedIn,
    card: {
      ...emptyCard,
      candidates: [annasCard.contact!, { ...annasCard.contact!, id: '12', name: 'Petra Ott', number: '10071', company: null }],
    },
  },
  unknown: { ...signedIn, item: complaint, card: emptyCard },
  forged: { ...signedIn, card: { ...annasCard, mails: [{ ...annasCard.mails[0]!, trust: 0 }] } },
  'possible-duplicates': {
    ...signedIn,
    card: {
      ...annasCard,
      mails: [],
      duplicates: [
        {
          id: '71',
          subject: 'Abo-Umstellung zum 1. Juli',
          sentAt: '2026-05-12T08:00:00Z',
          filedUnder: ['Abo-Umstellung', longCard.contact!.name],
        },
        { id: '72', subject: 'Abo-Umstellung zum 1. Juli', sentAt: '2026-05-12T08:00:00Z', filedUnder: [] },
      ],
    },
  },
  filed: { ...signedIn, card: filedAtCase },
  'filed-being-moved': { ...signedIn, card: filedAtCase, clicks: [go.move] },
  'filed-now': { ...signedIn, card: annasCard, clicks: [['Abo-Umstellung']] },
  // All that stands at the foot at once.
  colleagues: {
    ...signedIn,
    card: annasCard,
    prepare: ({ outbox }) => outbox.waiting.set([waiting]),
    answers: { 'PUT /api/presence': { at: { mailId: '55', caseId: null, messageKey: null }, others: colleagues, again: 30 } },
  },
  'colleagues-filed-now': {
    ...signedIn,
    card: annasCard,
    clicks: [['Abo-Umstellung']],
    answers: { 'PUT /api/presence': { at: { mailId: '55', caseId: null, messageKey: null }, others: colleagues.slice(0, 1), again: 30 } },
  },
  away: { ...signedIn, card: 'away' },
  refused: { ...signedIn, card: 'error' },
  outbox: { ...signedIn, card: annasCard, prepare: ({ outbox }) => outbox.waiting.set([waiting]) },
  'outbox-open': {
    ...signedIn,
    card: annasCard,
    prepare: ({ outbox }) => outbox.waiting.set([waiting, { ...waiting, key: 'k2', refused: { code: 'outbox-needs-mail', facts: {} } }]),
    clicks: [['2 ']],
  },
  'sender-unknown-new-contact': { ...signedIn, item: complaint, card: emptyCard, clicks: [go.newContact] },
  'new-case': { ...signedIn, card: annasCard, clicks: [go.newCase] },
  'new-opportunity': { ...signedIn, card: annasCard, clicks: [go.newOpportunity] },
  'log-call': { ...signedIn, card: annasCard, clicks: [go.logCall] },
  'log-note-long-names': { ...signedIn, card: longCard, clicks: [go.note] },
  'follow-up': { ...signedIn, card: annasCard, clicks: [go.followUp] },
  contact: { ...signedIn, card: annasCard, clicks: [['Anna Huber']] },
  'contact-long-names': {
    ...signedIn,
    card: longCard,
    clicks: [['Maximiliane']],
    answers: { 'GET /api/contacts/11': { ...annaRecord, name: longCard.contact!.name, company: longCard.contact!.company, note: long } },
  },
  'edit-contact': { ...signedIn, card: annasCard, clicks: [['Anna Huber'], go.edit] },
  'edit-contact-changed-meanwhile': {
    ...signedIn,
    card: annasCard,
    clicks: [['Anna Huber'], go.edit, go.noCompany, go.save],
    answers: { 'PATCH /api/contacts/11': () => Response.json(changedMeanwhile, { status: 409 }) },
  },
  assign: { ...signedIn, card: onlyCase, clicks: [['Abo-Umstellung'], go.assign] },
  'queue-refused': {
    ...signedIn,
    card: annasCard,
    clicks: [go.queue],
    answers: { 'GET /api/todos': { unreadable: true } },
  },
  case: { ...signedIn, card: onlyCase, clicks: [['Abo-Umstellung']] },
  'case-closed': {
    ...signedIn,
    card: onlyCase,
    clicks: [['Abo-Umstellung']],
    answers: { 'GET /api/cases/1': { ...annasCase, status: 'closed', customerWaitsSince: null, mergedInto: { ...annasCase, id: '2' } } },
  },
  opportunity: { ...signedIn, card: onlyOpportunity, clicks: [['Jahresabo']] },
  search: { ...signedIn, card: annasCard, clicks: [go.search] },
  'search-found': { ...signedIn, card: annasCard, clicks: [go.search], types: '4711' },
  'search-nothing': {
    ...signedIn,
    card: annasCard,
    clicks: [go.search],
    types: 'xyz',
    answers: { 'GET /api/contacts': { items: [], next: null } },
  },
  'contact-gone': { ...signedIn, card: annasCard, clicks: [['Anna Huber']], answers: { 'GET /api/contacts/11': gone } },
  queue: { ...signedIn, card: annasCard, clicks: [go.queue], answers: shrinkingQueue() },
  'queue-gone': {
    ...signedIn,
    card: annasCard,
    clicks: [go.queue, go.takeOver],
    answers: shrinkingQueue(),
  },
  'queue-empty': { ...signedIn, card: annasCard, clicks: [go.queue], answers: { 'GET /api/todos': { items: [], next: null } } },
  'follow-ups-none': {
    ...signedIn,
    card: annasCard,
    clicks: [go.followUps],
    answers: { 'GET /api/follow-ups': { items: [], next: null } },
  },
  'follow-ups': { ...signedIn, card: annasCard, clicks: [go.followUps] },
  settings: { ...signedIn, card: annasCard, clicks: [go.settings] },
  ...severalStates,
  draft: { ...signedIn, item: answer, card: annasCard },
  'draft-empty': { ...signedIn, item: { ...answer, people: [], answers: null }, card: emptyCard },
  'draft-at-case': {
    ...signedIn,
    item: answer,
    card: annasCard,
    answers: { 'POST /api/sending/check': { ...toAbo, tagForSubject: toAbo.case.tag } },
  },
  'draft-to-look-at': {
    ...signedIn,
    item: answer,
    card: annasCard,
    answers: {
      'POST /api/sending/check': { ...toStranger, findings: [...toStranger.findings, { kind: 'note', activityId: '90', title: long }] },
    },
  },
  'draft-at-several': {
    ...signedIn,
    item: answer,
    card: annasCard,
    answers: {
      'POST /api/sending/check': {
        ...toAbo,
        case: null,
        candidates: [toAbo.case, { ...toAbo.case, id: '2', number: '4712', title: long }],
      },
    },
  },
  snippets: { ...signedIn, item: answer, card: annasCard, clicks: [go.snippets] },
  'snippet-preview': { ...signedIn, item: answer, card: annasCard, clicks: [go.snippets, ['Bestätigung']] },
  'snippet-answer': { ...signedIn, card: annasCard, clicks: [go.answer, ['Bestätigung']] },
  documents: { ...signedIn, item: answer, card: annasCard, clicks: [go.documents] },
}
