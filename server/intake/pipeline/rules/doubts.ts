import type { Clues, Finding, Rule } from '../decision'
import { unproven } from '../trust'

/** What keeps the machine from filing by itself, whatever else was found. */
export const doubts: Rule = (clues) => {
  const reasons = clues.trust === 0 && clues.suspicious.length === 0 ? ['sender-not-proven'] : clues.suspicious
  return reasons.filter((reason) => !isUsual(reason, clues)).map((reason) => doubt(reason, clues))
}

/** A server that returns our mail seldom proves itself; what it returns is checked by the rule for bounces. */
const isUsual = (reason: string, clues: Clues) => reason === unproven && clues.class === 'bounce'

/** Weak doubts: they matter only where somebody's record is at stake. */
const weak = new Set([unproven, 'marked-as-spam'])

const doubt = (reason: string, clues: Clues): Finding => ({
  rule: `doubt-${reason}`,
  target: null,
  confidence: weak.has(reason) ? 0.5 : 1,
  effect: 'unproven',
  facts: { address: clues.from.address },
})
