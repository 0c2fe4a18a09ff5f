import type { Rule } from '../decision'
import { contactsOf } from '../relation'

/** Says why nothing was found: an address that nobody has. Decides nothing. */
export const nobodyKnown: Rule = (clues, known) =>
  clues.outside
    .filter((person) => contactsOf(person, known).length === 0)
    .slice(0, 5)
    .map(({ address }) => ({
      rule: 'unknown-address',
      target: null,
      confidence: 0,
      effect: 'hint',
      facts: { address },
    }))
