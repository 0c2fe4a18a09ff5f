import { domainOf, normalAddress } from '@postakte/shared/mail/address'
import type { Clues, Finding, Known, KnownCase, Rule } from '../decision'
import { activeContacts, takesPart, toCase } from '../relation'

/** A private case takes only mail whose sender is proven, and of reports only those of a server that speaks for its people. */
export const privateCase: Rule = (clues, known) =>
  touched(clues, known).flatMap((one): Finding[] => {
    if (clues.trust < 2) return [conflict('private-case-unproven', one)]
    return clues.class === 'bounce' && !isReportOfTheirs(one, clues, known) ? [conflict('private-case-report', one)] : []
  })

const conflict = (rule: string, one: KnownCase): Finding => ({
  rule,
  target: toCase(one),
  confidence: 0.5,
  effect: 'conflict',
  facts: { case: one.number },
})

const touched = (clues: Clues, known: Known): KnownCase[] =>
  [...known.cases.values()].filter(
    (one) =>
      one.private &&
      (clues.caseTags.some(({ number }) => known.casesByNumber.get(number)?.id === one.id) ||
        clues.thread.some((id) => known.mails.get(id)?.some(({ filedUnder }) => filedUnder.some((target) => target.id === one.id)))),
  )

/** Made by a server of ours, or of the domain where an address of somebody in the case failed. */
function isReportOfTheirs(one: KnownCase, clues: Clues, known: Known): boolean {
  if (clues.direction !== 'in') return true
  const from = domainOf(normalAddress(clues.from.address) ?? '')
  return clues.outside.some(
    (person) => domainOf(person.address) === from && activeContacts(person, known).some((contact) => takesPart(contact, one, known)),
  )
}
