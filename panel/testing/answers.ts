import { colleagues, teams } from './house'
import { annaRecord, annasCard, annasCase, annasOpportunity, followUp, huberRecord, noras, queue, snippet, timeline } from './records'

const page = (items: readonly unknown[]) => ({ items, next: null })

/** What the server answers in the small named world. */
export const answersOfWorld: Readonly<Record<string, unknown>> = {
  'POST /api/lookup': { validator: 'v1', card: annasCard },
  'GET /api/todos/counts': { all: 2, mine: 0, teams: 1, unassigned: 1 },
  'PUT /api/presence': { at: { mailId: '55', caseId: null, messageKey: null }, others: [], again: 30 },
  'GET /api/me': noras,
  'PATCH /api/me': { ...noras, active: true },
  'GET /api/contacts/11': annaRecord,
  'GET /api/contacts/10': huberRecord,
  'GET /api/contacts/11/timeline': timeline,
  'GET /api/contacts/10/timeline': timeline,
  'GET /api/users': page(colleagues),
  'GET /api/teams': { items: teams },
  'GET /api/contacts': page([{ ...annaRecord, address: 'anna@huber-verlag.example', phone: null }]),
  'GET /api/cases': page([annasCase]),
  'GET /api/cases/1': annasCase,
  'GET /api/cases/1/timeline': timeline,
  'GET /api/case-numbers/4711': annasCase,
  'GET /api/opportunities': page([annasOpportunity]),
  'GET /api/opportunities/9': annasOpportunity,
  'GET /api/opportunities/9/timeline': page([]),
  'GET /api/search': page([]),
  'GET /api/todos': page(queue),
  'GET /api/follow-ups': page([followUp]),
  'GET /api/snippets': page([snippet]),
  'POST /api/snippets/7/filling': {
    text: 'Guten Tag Anna Huber,\n\nIhr Abo ist umgestellt. [VG=4711-x7k]',
    html: '<p>Guten Tag Anna Huber,</p><p>Ihr Abo ist umgestellt. [VG=4711-x7k]</p>',
    unfilled: [],
  },
  'GET /api/documents': page([
    {
      id: '5',
      name: 'Preisliste 2026',
      team: null,
      version: 1,
      deleted: false,
      mayChange: false,
      file: {
        number: 1,
        fileName: 'preisliste.pdf',
        type: 'application/pdf',
        size: 120_000,
        sha256: 'ab'.repeat(32),
        at: '2026-01-02T09:00:00.000Z',
        by: noras,
      },
    },
  ]),
  'POST /api/sending/check': { case: null, candidates: [], findings: [], tagForSubject: null },
  'PUT /api/sending/*': { case: null, candidates: [], findings: [], tagForSubject: null, announced: true, bcc: null },
  'POST /api/lookup/addresses': {
    items: [
      { address: 'anna@huber-verlag.example', contact: { id: '11', kind: 'person', name: 'Anna Huber', number: '10024', active: true } },
    ],
  },
  'GET /api/sessions': page([
    { id: '1', name: 'Outlook, Büro', program: 'outlook', createdAt: '2026-03-01T09:00:00.000Z', usedAt: null, current: true },
    {
      id: '2',
      name: 'Firefox, Lager',
      program: 'desk',
      createdAt: '2026-02-20T09:00:00.000Z',
      usedAt: '2026-02-27T16:00:00.000Z',
      current: false,
    },
  ]),
  'POST /api/contacts/draft': {
    draft: {
      kind: 'person',
      name: 'Dora Weiß',
      address: 'dora.weiss@werk8.example',
      role: false,
      phones: ['030 555-17'],
      companyName: 'Werk 8 GmbH',
    },
    companies: [{ id: '20', kind: 'company', name: 'Werk 8 GmbH', number: '10031' }],
    known: [],
  },
}
