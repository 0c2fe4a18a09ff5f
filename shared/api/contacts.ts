import { z } from 'zod'
import { contactKind, contactName, customerNumber, emailAddress, phones } from './contact-fields'
import { contactLine, contactStage } from './contact-lines'
import { contactRef } from './refs'
import { route } from './route'
import { id, instant, lines, page, paged, smallId, smallIdInPath, userRef, version } from './shapes'

export const contact = contactRef.extend({
  stage: contactStage,
  active: z.boolean(),
  company: contactRef.nullable(),
  owner: userRef.nullable(),
  externalId: z.string().nullable(),
  note: z.string().nullable(),
  /** In order: the first one is written to. `role`: the address of the company (info@), not of a person. */
  addresses: z.array(z.object({ address: z.string(), role: z.boolean() })),
  /** As typed, in order. */
  phones: z.array(z.string()),
  /** Only those that the caller may see are counted. */
  openCases: z.int(),
  openOpportunities: z.int(),
  people: z.int(),
  /** The contact that this one was merged into: it shows nothing of its own any more. */
  mergedInto: contactRef.nullable(),
  version,
  createdAt: instant,
})
export type Contact = z.output<typeof contact>

/** The order of addresses and phones is kept; `role` is true for a company's when it is not said. */
const fields = {
  kind: contactKind,
  name: contactName,
  number: customerNumber.nullable(),
  companyId: id.nullable(),
  stage: contactStage,
  ownerId: smallId.nullable(),
  active: z.boolean(),
  note: lines(10_000).nullable(),
  addresses: z.array(z.strictObject({ address: emailAddress, role: z.boolean().optional() })).max(50),
  phones,
}
export const newContact = z.strictObject({
  ...fields,
  number: fields.number.default(null),
  companyId: fields.companyId.default(null),
  stage: fields.stage.default('customer'),
  ownerId: fields.ownerId.default(null),
  active: fields.active.default(true),
  note: fields.note.default(null),
  addresses: fields.addresses.default([]),
  phones: fields.phones.default([]),
})
export type NewContact = z.output<typeof newContact>
/** What is absent stays. Addresses and phones are given as a whole. */
export const contactChanges = z.strictObject(fields).partial().extend({ version })
export type ContactChanges = z.output<typeof contactChanges>

export const contactFilter = z.object({
  companyId: id.optional(),
  ownerId: smallIdInPath.optional(),
  stage: contactStage.optional(),
  active: z.enum(['yes', 'no', 'all']).default('yes'),
})
export type ContactFilter = z.output<typeof contactFilter>

export const contactMerge = z.object({ id, contact: contactRef, mergedBy: userRef.nullable(), mergedAt: instant })
const inPath = z.object({ contactId: id })

export const contactRoutes = {
  listContacts: route({
    method: 'GET',
    path: '/api/contacts',
    summary: {
      de: 'Kontakte suchen (während des Tippens, die besten zwanzig) oder auflisten, neueste zuerst',
      en: 'Search contacts (while typing, the best twenty) or list them, newest first',
    },
    permission: 'contacts.read',
    changes: false,
    /** With `search` the other filters are not asked, and there is one page. */
    query: contactFilter.extend({ search: z.string().max(200).optional(), ...page }),
    answer: paged(contactLine),
    example: { as: 'nora', query: { search: 'hub' } },
  }),
  getContact: route({
    method: 'GET',
    path: '/api/contacts/:contactId',
    summary: { de: 'Einen Kontakt ansehen', en: 'See a contact' },
    permission: 'contacts.read',
    changes: false,
    params: inPath,
    answer: contact,
    problems: ['record-unknown'],
    example: { as: 'nora', params: { contactId: '@contact/anna' } },
  }),
  makeContact: route({
    method: 'POST',
    path: '/api/contacts',
    summary: { de: 'Einen Kontakt anlegen', en: 'Make a contact' },
    permission: 'contacts.write',
    changes: true,
    body: newContact,
    answer: contact,
    makes: true,
    problems: ['record-unknown', 'contact-number-taken'],
    example: {
      as: 'nora',
      body: {
        kind: 'person',
        name: 'Emil Huber',
        companyId: '@contact/huber',
        addresses: [{ address: 'emil@huber-verlag.example' }],
        phones: ['030 1234-12'],
      },
    },
  }),
  changeContact: route({
    method: 'PATCH',
    path: '/api/contacts/:contactId',
    summary: { de: 'Einen Kontakt ändern', en: 'Change a contact' },
    permission: 'contacts.write',
    changes: true,
    params: inPath,
    body: contactChanges,
    answer: contact,
    problems: [
      'record-unknown',
      'changed-meanwhile',
      'contact-number-taken',
      'contact-own-company',
      'contact-is-merged',
      'contact-has-people',
    ],
    example: { as: 'nora', params: { contactId: '@contact/ben' }, body: { version: 1, phones: ['030 1234-11', '0171 5550123'] } },
  }),
  listContactMerges: route({
    method: 'GET',
    path: '/api/contacts/:contactId/merges',
    summary: { de: 'Welche Kontakte mit diesem zusammengeführt wurden', en: 'Which contacts were merged into this one' },
    permission: 'contacts.read',
    changes: false,
    params: inPath,
    answer: z.object({ items: z.array(contactMerge) }),
    problems: ['record-unknown'],
    example: { as: 'ruth', params: { contactId: '@contact/paul' } },
  }),
  mergeContact: route({
    method: 'POST',
    path: '/api/contacts/:contactId/merges',
    summary: {
      de: 'Einen anderen Kontakt mit diesem zusammenführen; dieser bleibt',
      en: 'Merge another contact into this one; this one stays',
    },
    permission: 'contacts.merge',
    changes: true,
    params: inPath,
    body: z.strictObject({ contactId: id }),
    answer: contactMerge,
    makes: true,
    problems: ['record-unknown', 'contact-is-merged', 'merge-with-itself', 'merge-of-two-kinds'],
    example: { as: 'ruth', params: { contactId: '@contact/paul' }, body: { contactId: '@contact/petra' } },
  }),
  undoContactMerge: route({
    method: 'DELETE',
    path: '/api/contacts/:contactId/merges/:mergeId',
    summary: { de: 'Ein Zusammenführen rückgängig machen', en: 'Undo a merge' },
    permission: 'contacts.merge',
    changes: true,
    params: inPath.extend({ mergeId: id }),
    answer: 'nothing',
    problems: ['record-unknown', 'merge-later-first'],
    example: { as: 'ruth', params: { contactId: '@contact/paul', mergeId: '1' } },
  }),
  draftContact: route({
    method: 'POST',
    path: '/api/contacts/draft',
    summary: {
      de: 'Einen Kontakt aus Absender und Signatur vorschlagen; es wird nichts angelegt',
      en: 'Suggest a contact from sender and signature; nothing is made',
    },
    permission: 'contacts.read',
    changes: false,
    body: z.strictObject({ address: emailAddress, name: z.string().max(300).default(''), signature: lines(10_000).default('') }),
    answer: z.object({
      draft: z.object({
        kind: contactKind,
        name: z.string(),
        address: z.string(),
        /** info@, service@: the address of a company. */
        role: z.boolean(),
        phones: z.array(z.string()),
        /** As the signature names it; '' when it does not. */
        companyName: z.string(),
      }),
      /** Companies that the address or the signature may mean, best first; none for a free-mail address alone. */
      companies: z.array(contactRef),
      /** Who has this address already. */
      known: z.array(contactRef),
    }),
    example: {
      as: 'nora',
      body: {
        address: 'f.lang@huber-verlag.example',
        name: 'Lang, Frieda',
        signature: 'Frieda Lang\nVertrieb\nHuber Verlag GmbH\nTel. 030 1234-56',
      },
    },
  }),
}
