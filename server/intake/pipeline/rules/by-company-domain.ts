import { domainOf } from '@postakte/shared/mail/address'
import type { Clues, Finding, Known, KnownContact, Rule } from '../decision'
import { contactsOf, related, toContact } from '../relation'

/** A new colleague at a known company: a suggestion, never more. Newsletters need nobody's eye for that. */
export const byCompanyDomain: Rule = (clues, known) => {
  if (clues.direction === 'internal' || clues.class === 'bounce') return []
  return clues.outside.flatMap((person) => {
    const company = known.companyByDomain.get(domainOf(person.address))
    if (!company || contactsOf(person, known).length > 0) return []
    const quiet = clues.class === 'list' || namesSomebodyOf(company, clues, known)
    const finding: Finding = {
      rule: 'company-domain',
      target: toContact(company),
      confidence: 0.6,
      effect: quiet ? 'hint' : 'for',
      facts: { domain: domainOf(person.address), contact: company.name },
    }
    return [finding]
  })
}

/** The customer number in the subject says more exactly what the domain says, too. */
const namesSomebodyOf = (company: KnownContact, clues: Clues, known: Known) =>
  clues.customerNumbers.some((number) => {
    const tagged = known.byNumber.get(number)
    return tagged !== undefined && related(tagged, company)
  })
