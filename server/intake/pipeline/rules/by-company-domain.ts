import { domainOf } from '@postakte/shared/mail/address'
import type { Finding, Rule } from '../decision'
import { contactsOf, related, toContact } from '../relation'

/** A new colleague at a known company: a suggestion, never more. */
export const byCompanyDomain: Rule = (clues, known) => {
  if (clues.direction === 'internal' || clues.class === 'bounce') return []
  return clues.outside.flatMap((person) => {
    if (contactsOf(person, known).length > 0) return []
    const company = known.companyByDomain.get(domainOf(person.address))
    if (!company) return []
    const taggedSame = clues.customerNumbers.some((number) => {
      const tagged = known.byNumber.get(number)
      return tagged !== undefined && related(tagged, company)
    })
    const finding: Finding = {
      rule: 'company-domain',
      target: toContact(company),
      confidence: 0.6,
      effect: taggedSame ? 'hint' : 'for',
      facts: { domain: domainOf(person.address), contact: company.name },
    }
    return [finding]
  })
}
