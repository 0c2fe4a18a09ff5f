import type { contactRoutes } from '@postakte/shared/api/contacts'
import type { ApiTx, Handlers } from '../http/api/call'
import { changeContact } from './change'
import { draftContact } from './draft/draft'
import { listContacts } from './list'
import { seeContact } from './load'
import { makeContact } from './make'
import { mergeContacts, mergesInto, undoMerge } from './merges/merges'
import { searchContacts } from './search/search'

export const contactHandlers: Handlers<typeof contactRoutes> = {
  listContacts: async ({ tx, query: { search, after, limit, ...filter } }) =>
    search === undefined ? listContacts(tx, filter, { after, limit }) : { items: await searchContacts(tx, search), next: null },

  getContact: ({ tx, me, params }) => seeContact(tx, me, params.contactId),

  makeContact: async ({ tx, me, body }) => {
    const contact = await seeContact(tx, me, await makeContact(tx, body))
    told(tx, 'contact.make', contact.id, { name: contact.name })
    return contact
  },
  changeContact: async ({ tx, me, params: { contactId }, body }) => {
    const contact = await changeContact(tx, me, contactId, body)
    told(tx, 'contact.change', contactId, { name: contact.name, changed: Object.keys(body).filter((field) => field !== 'version') })
    return contact
  },
  listContactMerges: async ({ tx, me, params: { contactId } }) => {
    await seeContact(tx, me, contactId)
    return { items: await mergesInto(tx, contactId) }
  },
  mergeContact: async ({ tx, me, params: { contactId }, body }) => {
    const [into, from] = [await seeContact(tx, me, contactId), await seeContact(tx, me, body.contactId)]
    const merge = await mergeContacts(tx, from, into)
    told(tx, 'contact.merge', contactId, { from: from.id, fromName: from.name, intoName: into.name })
    told(tx, 'contact.merge-away', from.id, { into: contactId })
    return merge
  },
  undoContactMerge: async ({ tx, me, params: { contactId, mergeId } }) => {
    const into = await seeContact(tx, me, contactId)
    const { contact } = await undoMerge(tx, into, mergeId)
    told(tx, 'contact.unmerge', contactId, { from: contact.id, fromName: contact.name, intoName: into.name })
    told(tx, 'contact.unmerge-back', contact.id, { into: contactId })
    return undefined
  },
  draftContact: ({ tx, body }) => draftContact(tx, body),
}

/** Contacts are everybody's: journal and event name one. */
function told(tx: ApiTx, action: string, contactId: string, facts: Readonly<Record<string, unknown>>): void {
  tx.journal({ action, kind: 'contact', recordId: contactId, facts })
  tx.event({ kind: 'contact', audiences: [0], data: { id: contactId, action } })
}
