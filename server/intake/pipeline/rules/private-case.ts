import type { Finding, Rule } from '../decision'
import { toCase } from '../relation'

/** A private case takes only mail whose sender is proven. */
export const privateCase: Rule = (clues, known) => {
  if (clues.trust >= 2) return []
  const touched = [...known.cases.values()].filter(
    (one) =>
      one.private &&
      (clues.caseTags.some(({ number }) => known.casesByNumber.get(number)?.id === one.id) ||
        clues.thread.some((id) => known.mails.get(id)?.filedUnder.some((target) => target.id === one.id))),
  )
  return touched.map(
    (one): Finding => ({
      rule: 'private-case-unproven',
      target: toCase(one),
      confidence: 0.5,
      effect: 'conflict',
      facts: { case: one.number },
    }),
  )
}
