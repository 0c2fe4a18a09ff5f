import { z } from 'zod'
import { caseType } from './case-shapes'
import { contactKind, contactName, customerNumber, emailAddress, externalId, phones } from './contact-fields'
import { contactStage } from './contact-lines'
import { contactFilter } from './contacts'
import { amount, currency } from './opportunities'
import { opportunityStage } from './refs'
import { route } from './route'
import { day, id, line, lines, smallId } from './shapes'

/** What became of a record that another program keeps in step. */
export const upserted = z.object({
  externalId: z.string(),
  result: z.enum(['made', 'changed', 'unchanged', 'refused']),
  /** Of the record; null when it was refused. */
  id: id.nullable(),
  /** Why it was refused. */
  problem: z.object({ code: z.string(), title: z.string() }).nullable(),
  /** What could not be done although the record was taken: a company or owner that nobody knows. */
  hints: z.array(z.object({ code: z.string(), title: z.string() })),
})
export type Upserted = z.output<typeof upserted>

/** A contact as another program names it. */
const contactIn = z.union([z.strictObject({ id }), z.strictObject({ externalId }), z.strictObject({ number: customerNumber })])
export type ContactIn = z.output<typeof contactIn>
const userIn = z.union([z.strictObject({ id: smallId }), z.strictObject({ login: line(200) })])
export type UserIn = z.output<typeof userIn>
const teamIn = z.union([z.strictObject({ id: smallId }), z.strictObject({ name: line(200) })])
export type TeamIn = z.output<typeof teamIn>

/** What is absent stays. Addresses and phones are added, never taken away: people add theirs, too. */
const companyFields = {
  name: contactName,
  number: customerNumber.optional(),
  stage: contactStage.optional(),
  /** Login, address or name of a user. */
  owner: line(200).optional(),
  active: z.boolean().optional(),
  note: lines(10_000).nullable().optional(),
  addresses: z.array(emailAddress).max(50).default([]),
  phones: phones.default([]),
}
export const companyIn = z.strictObject(companyFields)
export const contactFromOutside = companyIn.extend({
  kind: contactKind.default('person'),
  /** Null: to none. */
  company: z
    .union([z.strictObject({ externalId }), z.strictObject({ number: customerNumber })])
    .nullable()
    .optional(),
})
export type ContactFromOutside = z.output<typeof contactFromOutside>

export const opportunityFromOutside = z.strictObject({
  title: line(300),
  contact: contactIn.nullable().optional(),
  stage: opportunityStage.optional(),
  value: amount.nullable().optional(),
  currency: currency.optional(),
  expectedOn: day.nullable().optional(),
  closedOn: day.nullable().optional(),
  owner: userIn.nullable().optional(),
  team: teamIn.nullable().optional(),
  people: z
    .array(z.strictObject({ contact: contactIn, role: line(100).nullable().default(null) }))
    .max(50)
    .optional(),
})
export type OpportunityFromOutside = z.output<typeof opportunityFromOutside>

export const caseFromOutside = z.strictObject({
  title: line(200),
  /** Absent: the next of ours. Given once, when it is made. */
  number: customerNumber.optional(),
  contact: contactIn.nullable().optional(),
  team: teamIn.nullable().optional(),
  assignee: userIn.nullable().optional(),
  status: z.enum(['open', 'waiting', 'closed']).optional(),
  type: caseType.optional(),
})
export type CaseFromOutside = z.output<typeof caseFromOutside>

const inPath = z.object({ externalId })
const ofContacts = ['import-torn', 'import-clash', 'import-number-taken'] as const

export const importRoutes = {
  putContact: route({
    method: 'PUT',
    path: '/api/contacts/by-external-id/:externalId',
    summary: {
      de: 'Einen Kontakt mit einem anderen Programm abgleichen: anlegen, oder ändern, wo es nötig ist',
      en: 'Keep a contact in step with another program: make it, or change it where needed',
    },
    permission: 'import',
    changes: true,
    params: inPath,
    body: contactFromOutside,
    answer: upserted,
    problems: ofContacts,
    example: {
      as: 'erp',
      params: { externalId: 'A-4711' },
      body: {
        name: 'Frieda Lang',
        number: '10101',
        company: { number: '10023' },
        addresses: ['f.lang@huber-verlag.example'],
        owner: 'nora',
      },
    },
  }),
  putCompany: route({
    method: 'PUT',
    path: '/api/companies/by-external-id/:externalId',
    summary: {
      de: 'Eine Firma mit einem anderen Programm abgleichen: anlegen, oder ändern, wo es nötig ist',
      en: 'Keep a company in step with another program: make it, or change it where needed',
    },
    permission: 'import',
    changes: true,
    params: inPath,
    body: companyIn,
    answer: upserted,
    problems: ofContacts,
    example: { as: 'erp', params: { externalId: 'F-12' }, body: { name: 'Druckerei Kessler KG', number: '10110', phones: ['0711 55501'] } },
  }),
  importContacts: route({
    method: 'POST',
    path: '/api/import/contacts',
    summary: {
      de: 'Bis zu 1.000 Kontakte auf einmal abgleichen; jede Zeile hat ihr Ergebnis',
      en: 'Keep up to 1,000 contacts in step at once; each row has its result',
    },
    permission: 'import',
    changes: true,
    body: z.strictObject({ contacts: z.array(contactFromOutside.extend({ externalId })).min(1).max(1_000) }),
    answer: z.object({ contacts: z.array(upserted) }),
    example: {
      as: 'erp',
      body: {
        contacts: [
          { externalId: 'A-4712', name: 'Emil Lang', company: { externalId: 'F-13' } },
          { externalId: 'F-13', kind: 'company', name: 'Lang & Co. KG' },
        ],
      },
    },
  }),
  putOpportunity: route({
    method: 'PUT',
    path: '/api/opportunities/by-external-id/:externalId',
    summary: {
      de: 'Eine Verkaufschance mit einem anderen Programm abgleichen: anlegen, oder ändern, wo es nötig ist',
      en: 'Keep an opportunity in step with another program: make it, or change it where needed',
    },
    permission: 'import',
    changes: true,
    params: inPath,
    body: opportunityFromOutside,
    answer: upserted,
    problems: ['external-id-unusable', 'would-be-out-of-sight', 'opportunity-owner-cannot-see', 'opportunity-still-open'],
    example: {
      as: 'erp',
      params: { externalId: 'AN-2026-17' },
      body: { title: 'Angebot 2026-17', contact: { number: '10060' }, team: { name: 'Vertrieb' }, stage: 'offer', value: '1900.00' },
    },
  }),
  putCase: route({
    method: 'PUT',
    path: '/api/cases/by-external-id/:externalId',
    summary: {
      de: 'Einen Vorgang mit einem anderen Programm abgleichen: anlegen, oder ändern, wo es nötig ist',
      en: 'Keep a case in step with another program: make it, or change it where needed',
    },
    permission: 'import',
    changes: true,
    params: inPath,
    body: caseFromOutside,
    answer: upserted,
    problems: ['external-id-unusable', 'case-number-taken', 'case-assignee-cannot-see', 'case-merged'],
    example: {
      as: 'erp',
      params: { externalId: 'RET-88' },
      body: { title: 'Retoure 88', contact: { number: '10040' }, team: { name: 'Kundenservice' }, assignee: { login: 'nora' } },
    },
  }),
  exportContacts: route({
    method: 'GET',
    path: '/api/export/contacts',
    summary: { de: 'Kontakte als CSV herunterladen', en: 'Download contacts as CSV' },
    permission: 'import',
    changes: false,
    query: contactFilter,
    answer: 'bytes',
    example: { as: 'ada', query: { stage: 'customer' } },
  }),
}
