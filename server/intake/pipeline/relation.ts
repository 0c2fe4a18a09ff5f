import type { Clues, Known, KnownCase, KnownContact, Participant, Target } from './decision'

/** A person and its company, or two people of one company. */
export function related(one: KnownContact, other: KnownContact): boolean {
  return (
    one.id === other.id || one.company === other.id || other.company === one.id || (one.company !== null && one.company === other.company)
  )
}

/** Active contacts that have the address; with name+tag@ the plain address is asked, too. */
export const contactsOf = (person: Participant, known: Known): readonly KnownContact[] => known.byAddress.get(person.address) ?? []

export const activeContacts = (person: Participant, known: Known): readonly KnownContact[] =>
  contactsOf(person, known).filter((contact) => contact.active)

/** All active contacts of the outside people. */
export const outsideContacts = (clues: Clues, known: Known): readonly KnownContact[] =>
  clues.outside.flatMap((person) => activeContacts(person, known))

/** Contact of the case, its participants, and people of the same company; of a private case only those who are named. */
export function takesPart(contact: KnownContact, thisCase: KnownCase, known: Known): boolean {
  if (thisCase.private) return thisCase.participants.includes(contact.id) || thisCase.contact === contact.id
  const people = [thisCase.contact, ...thisCase.participants].flatMap((id) => (id === null ? [] : (known.contacts.get(id) ?? [])))
  return people.some((person) => related(person, contact)) || thisCase.participants.includes(contact.id) || thisCase.contact === contact.id
}

export const toContact = (contact: { readonly id: string }): Target => ({ kind: 'contact', id: contact.id })
export const toCase = (thisCase: { readonly id: string }): Target => ({ kind: 'case', id: thisCase.id })
export const sameTarget = (one: Target, other: Target): boolean => one.kind === other.kind && one.id === other.id
export const targetKey = (target: Target): string => `${target.kind}:${target.id}`
