import { z } from 'zod'
import { contactRef, opportunityRef, opportunityStage } from './refs'
import { route } from './route'
import { day, id, instant, line, page, paged, smallId, smallIdInPath, teamRef, userRef, version } from './shapes'

/** Exact: digits in a string. */
export const amount = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,2})?$/)
  .meta({ example: '12500.00' })
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ example: 'EUR' })

export const opportunityLine = opportunityRef.extend({
  contact: contactRef.nullable(),
  value: z.string().nullable(),
  currency: z.string(),
  expectedOn: day.nullable(),
  /** The day it was won or lost. */
  closedOn: day.nullable(),
  owner: userRef.nullable(),
  team: teamRef.nullable(),
  /** Seen by its owner alone. */
  private: z.boolean(),
  updatedAt: instant,
})
export type OpportunityLine = z.output<typeof opportunityLine>

export const opportunity = opportunityLine.extend({
  /** Who has a say at the customer's, and which: 'entscheidet'. */
  people: z.array(z.object({ contact: contactRef, role: z.string().nullable() })),
  externalId: z.string().nullable(),
  version,
  createdAt: instant,
})
export type Opportunity = z.output<typeof opportunity>

const fields = {
  title: line(300),
  contactId: id.nullable(),
  stage: opportunityStage,
  value: amount.nullable(),
  currency,
  expectedOn: day.nullable(),
  /** Today when it is won or lost and nothing is said. */
  closedOn: day.nullable(),
  ownerId: smallId.nullable(),
  teamId: smallId.nullable(),
  private: z.boolean(),
  people: z.array(z.strictObject({ contactId: id, role: line(100).nullable().default(null) })).max(50),
}
export const newOpportunity = z.strictObject({
  ...fields,
  contactId: fields.contactId.default(null),
  stage: fields.stage.default('new'),
  value: fields.value.default(null),
  currency: fields.currency.default('EUR'),
  expectedOn: fields.expectedOn.default(null),
  closedOn: fields.closedOn.default(null),
  /** Absent: the caller. */
  ownerId: fields.ownerId.optional(),
  teamId: fields.teamId.default(null),
  private: fields.private.default(false),
  people: fields.people.default([]),
})
export type NewOpportunity = z.output<typeof newOpportunity>
/** What is absent stays. People are given as a whole. */
export const opportunityChanges = z.strictObject(fields).partial().extend({ version })
export type OpportunityChanges = z.output<typeof opportunityChanges>

export const opportunityFilter = z.object({
  stage: opportunityStage.optional(),
  ownerId: smallIdInPath.optional(),
  teamId: smallIdInPath.optional(),
  /** Its own contact, or one of its people. */
  contactId: id.optional(),
})
export type OpportunityFilter = z.output<typeof opportunityFilter>

const inPath = z.object({ opportunityId: id })
const sight = ['would-be-out-of-sight', 'opportunity-owner-cannot-see', 'opportunity-still-open'] as const

export const opportunityRoutes = {
  listOpportunities: route({
    method: 'GET',
    path: '/api/opportunities',
    summary: { de: 'Verkaufschancen auflisten: offene zuerst, dann neueste', en: 'List opportunities: open ones first, then newest' },
    permission: 'opportunities.read',
    changes: false,
    query: opportunityFilter.extend(page),
    answer: paged(opportunityLine),
    example: { as: 'tim', query: { contactId: '@contact/werk' } },
  }),
  getOpportunity: route({
    method: 'GET',
    path: '/api/opportunities/:opportunityId',
    summary: { de: 'Eine Verkaufschance ansehen', en: 'See an opportunity' },
    permission: 'opportunities.read',
    changes: false,
    params: inPath,
    answer: opportunity,
    example: { as: 'tim', params: { opportunityId: '@opportunity/jahresabo' } },
  }),
  makeOpportunity: route({
    method: 'POST',
    path: '/api/opportunities',
    summary: { de: 'Eine Verkaufschance anlegen', en: 'Make an opportunity' },
    permission: 'opportunities.write',
    changes: true,
    body: newOpportunity,
    answer: opportunity,
    makes: true,
    problems: sight,
    example: {
      as: 'tim',
      body: {
        title: 'Stellenanzeigen 2027',
        contactId: '@contact/werk',
        teamId: '#team/Vertrieb',
        value: '4800.00',
        expectedOn: '2027-01-31',
        people: [{ contactId: '@contact/dora', role: 'entscheidet' }],
      },
    },
  }),
  changeOpportunity: route({
    method: 'PATCH',
    path: '/api/opportunities/:opportunityId',
    summary: {
      de: 'Eine Verkaufschance ändern, auch gewinnen, verlieren und wieder öffnen',
      en: 'Change an opportunity; win, lose and reopen it',
    },
    permission: 'opportunities.write',
    changes: true,
    params: inPath,
    body: opportunityChanges,
    answer: opportunity,
    problems: ['changed-meanwhile', 'opportunity-not-yours', ...sight],
    example: { as: 'tim', params: { opportunityId: '@opportunity/beilage' }, body: { version: 1, stage: 'won', closedOn: '2026-11-20' } },
  }),
  handOverOpportunity: route({
    method: 'POST',
    path: '/api/opportunities/:opportunityId/handover',
    summary: {
      de: 'Eine Verkaufschance übergeben, auch an ein geschlossenes Team; sie ist danach vielleicht nicht mehr zu sehen',
      en: 'Hand an opportunity over, to a closed team too; it may be out of sight afterwards',
    },
    permission: 'opportunities.write',
    changes: true,
    params: inPath,
    body: z.strictObject({ version, teamId: smallId.nullable(), ownerId: smallId.nullable() }),
    answer: 'nothing',
    problems: ['changed-meanwhile', 'opportunity-owner-cannot-see'],
    example: {
      as: 'tim',
      params: { opportunityId: '@opportunity/serie-herbst' },
      body: { version: 1, teamId: '#team/Personal', ownerId: null },
    },
  }),
}
