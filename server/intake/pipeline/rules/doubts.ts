import type { Rule } from '../decision'

/** What keeps the machine from filing by itself, whatever else was found. */
export const doubts: Rule = (clues) => {
  if (clues.class === 'bounce' && clues.trust > 0) return []
  if (clues.suspicious.length > 0)
    return clues.suspicious.map((reason) => ({
      rule: `doubt-${reason}`,
      target: null,
      confidence: 1,
      effect: 'unproven',
      facts: { address: clues.from.address },
    }))
  return clues.trust === 0
    ? [
        {
          rule: 'doubt-sender-not-proven',
          target: null,
          confidence: 1,
          effect: 'unproven',
          facts: { address: clues.from.address },
        },
      ]
    : []
}
