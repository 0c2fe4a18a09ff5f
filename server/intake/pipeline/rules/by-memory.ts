import type { Finding, Rule } from '../decision'
import { contactsOf } from '../relation'

/**
 * People filed mail of this address there before: a suggestion from the second time on, and a habit that the machine takes
 * over from the fifth, if the sender is proven. Only for addresses of nobody; agents and brokers write for several customers.
 */
export const byMemory: Rule = (clues, known) => {
  if (clues.direction === 'internal' || clues.class === 'bounce') return []
  return clues.outside.flatMap((person) => {
    if (contactsOf(person, known).length > 0) return []
    const entries = known.memory.get(person.address) ?? []
    const habit = entries.length === 1 && entries[0]!.times >= 5 && clues.trust >= 2
    return entries.map(
      ({ target, times }): Finding => ({
        rule: 'memory',
        target,
        confidence: habit ? 0.92 : times >= 2 && entries.length === 1 ? 0.8 : 0.5,
        effect: 'for',
        facts: { address: person.address, times: String(times) },
      }),
    )
  })
}
