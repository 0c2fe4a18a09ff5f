import type { Finding, Rule } from '../decision'
import { contactsOf } from '../relation'

/** People filed this address there before: three times is a habit, twice a suggestion. Only for addresses of nobody. */
export const byMemory: Rule = (clues, known) => {
  if (clues.direction === 'internal' || clues.class === 'bounce') return []
  return clues.outside.flatMap((person) => {
    if (contactsOf(person, known).length > 0) return []
    const entries = (known.memory.get(person.address) ?? []).filter(({ times }) => times >= 2)
    const sure = entries.length === 1 && entries[0]!.times >= 3 && clues.trust >= 2
    return entries.map(
      ({ target, times }): Finding => ({
        rule: 'memory',
        target,
        confidence: sure ? 0.9 : 0.8,
        effect: 'for',
        facts: { address: person.address, times: String(times) },
      }),
    )
  })
}
