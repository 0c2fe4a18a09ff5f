import type { Clues, Finding, Rule } from '../decision'
import { toContact } from '../relation'

/** A name that more contacts have says nothing. */
const mostNamed = 5

/**
 * Of a mail that a colleague forwarded only the sender's name may be left ("Von: Brandt, Uta"), as Outlook writes it of people in its
 * address book. Whose name it is, is a suggestion, never more.
 */
export const byNameAlone: Rule = (clues, known) => {
  const name = nameAlone(clues)
  const named = name === null ? [] : (known.byName.get(name) ?? []).filter(({ active }) => active)
  if (named.length > mostNamed) return []
  return named.map(
    (contact): Finding => ({
      rule: 'name-alone',
      target: toContact(contact),
      confidence: 0.5,
      effect: 'for',
      facts: { name: name!, contact: contact.name },
    }),
  )
}

/** The sender's name where there is no address, and a colleague vouches that the mail came; null otherwise. */
export function nameAlone({ from, direction, trust }: Pick<Clues, 'from' | 'direction' | 'trust'>): string | null {
  const isAlone = from.address === '' && from.name.trim() !== '' && direction === 'in' && trust >= 2
  return isAlone ? from.name : null
}
