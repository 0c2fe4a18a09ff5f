import type { Finding, KnownContact, Participant, Rule } from '../decision'
import { activeContacts, contactsOf, toContact } from '../relation'

/** The sender of an incoming mail, or the recipients of ours, by exact address. */
export const byAddress: Rule = (clues, known) => {
  if (clues.direction === 'internal' || clues.class === 'bounce') return []
  return clues.outside.flatMap((person) => findingsFor(person, activeContacts(person, known), contactsOf(person, known)))
}

function findingsFor(person: Participant, active: readonly KnownContact[], all: readonly KnownContact[]): Finding[] {
  if (active.length === 1) return [found('address', person, active[0]!, active[0]!.viaRoleAddress ? 0.92 : 0.94)]
  if (active.length > 1) return active.map((contact) => found('shared-address', person, contact, 0.5))
  return all.map((contact) => found('inactive-address', person, contact, 0.6))
}

function found(rule: string, person: Participant, contact: KnownContact, confidence: number): Finding {
  return {
    rule,
    target: toContact(contact),
    confidence,
    effect: 'for',
    facts: { address: person.address, contact: contact.name },
  }
}
