import type { Rule } from '../decision'
import { plainName } from '../plain-name'
import { activeContacts, toContact } from '../relation'

/** Several contacts share the address, and the display name is that of one: he stands first. A name alone never files. */
export const byNameAmongSeveral: Rule = (clues, known) => {
  if (clues.direction === 'internal' || clues.class === 'bounce') return []
  return clues.outside.flatMap((person) => {
    const active = activeContacts(person, known)
    const named = active.filter(({ name }) => plainName(name) === plainName(person.name) && person.name !== '')
    if (active.length < 2 || named.length !== 1) return []
    const facts = { address: person.address, contact: named[0]!.name }
    return [{ rule: 'name-among-several', target: toContact(named[0]!), confidence: 0.5, effect: 'for' as const, facts }]
  })
}
