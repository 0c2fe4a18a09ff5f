import type { Clues, Finding, Known, KnownContact, Rule } from '../decision'
import { outsideContacts, related, toContact } from '../relation'

/** `[KD=10023]` in the subject: of a proven or a known sender, or of one of us. */
export const byCustomerNumber: Rule = (clues, known) => {
  const found = clues.customerNumbers.map((number) => known.byNumber.get(number))
  if (clues.customerNumbers.length === 0) return []
  if (clues.customerNumbers.length > 1) return severalNumbers(clues, found)
  const contact = found[0]
  if (!contact) return [unknownNumber(clues)]
  if (!contact.active) return [{ ...tagged(clues, contact, 0.6), rule: 'tag-of-inactive' }]
  return [tagged(clues, contact, confidenceOf(clues, contact, known))]
}

function tagged(clues: Clues, contact: KnownContact, confidence: number): Finding {
  return {
    rule: 'customer-number',
    target: toContact(contact),
    confidence,
    effect: 'for',
    facts: { number: clues.customerNumbers[0]!, contact: contact.name },
  }
}

function confidenceOf(clues: Clues, contact: KnownContact, known: Known): number {
  if (clues.direction !== 'in') return 0.97
  return outsideContacts(clues, known).some((sender) => related(sender, contact)) ? 0.97 : 0.9
}

function severalNumbers(clues: Clues, found: readonly (KnownContact | undefined)[]): Finding[] {
  const facts = { numbers: clues.customerNumbers.join(', ') }
  const candidates = found.flatMap((contact) => (contact ? [contact] : []))
  if (candidates.length === 0) return [{ rule: 'several-numbers', target: null, confidence: 1, effect: 'conflict', facts }]
  return candidates.map((contact) => ({
    rule: 'several-numbers',
    target: toContact(contact),
    confidence: 0.9,
    effect: 'conflict' as const,
    facts: { ...facts, contact: contact.name },
  }))
}

function unknownNumber(clues: Clues): Finding {
  return {
    rule: 'unknown-number',
    target: null,
    confidence: 1,
    effect: 'conflict',
    facts: { number: clues.customerNumbers[0]! },
  }
}
