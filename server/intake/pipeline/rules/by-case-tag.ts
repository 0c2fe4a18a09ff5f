import type { Clues, Finding, Known, KnownCase, Rule } from '../decision'
import { contactsOf, outsideContacts, takesPart, toCase, toContact } from '../relation'

/** `[VG=123-x7k]` with its right check, from somebody who takes part in the case, or from one of us. */
export const byCaseTag: Rule = (clues, known) => {
  const cases = taggedCases(clues, known)
  if (cases.length > 1)
    return cases.map((one) => ({
      rule: 'several-case-tags',
      target: toCase(one),
      confidence: 0.9,
      effect: 'conflict',
      facts: { case: one.number },
    }))
  const [thisCase] = cases
  return thisCase ? findingsFor(thisCase, clues, known) : wrongChecks(clues, known)
}

const isRight = (check: string | null, thisCase: KnownCase) => check !== null && check === thisCase.check.toLowerCase()

/** Each once: the tags of two cases that were merged name one. */
function taggedCases(clues: Clues, known: Known): KnownCase[] {
  const cases = clues.caseTags.flatMap(({ number, check }) => {
    const thisCase = known.casesByNumber.get(number)
    return thisCase && isRight(check, thisCase) ? [thisCase] : []
  })
  return [...new Map(cases.map((one) => [one.id, one])).values()]
}

function findingsFor(thisCase: KnownCase, clues: Clues, known: Known): Finding[] {
  const facts = { case: thisCase.number, title: thisCase.title }
  const target = toCase(thisCase)
  if (clues.direction === 'internal')
    return [{ rule: 'case-tag', target, confidence: 0.99, effect: 'for', facts }, ...contactOfCase(thisCase, known, 0.97)]
  const people = outsideContacts(clues, known)
  if (people.some((person) => takesPart(person, thisCase, known)))
    return [{ rule: 'case-tag', target, confidence: 0.99, effect: 'for', facts }]
  if (clues.direction === 'out' && people.length === 0)
    return [{ rule: 'case-tag', target, confidence: 0.99, effect: 'for', facts }, ...contactOfCase(thisCase, known, 0.92)]
  const stranger = clues.outside.some((person) => contactsOf(person, known).length > 0)
  return [
    {
      rule: stranger ? 'case-tag-of-stranger' : 'case-tag-of-unknown',
      target: stranger ? null : target,
      confidence: 0.5,
      effect: 'conflict',
      facts,
    },
  ]
}

function contactOfCase(thisCase: KnownCase, known: Known, confidence: number): Finding[] {
  const contact = thisCase.contact === null ? undefined : known.contacts.get(thisCase.contact)
  return contact
    ? [
        {
          rule: 'contact-of-case',
          target: toContact(contact),
          confidence,
          effect: 'for',
          facts: { case: thisCase.number, contact: contact.name },
        },
      ]
    : []
}

/** A case number without or with a wrong check proves nothing: a hint for people who take part in that case. */
function wrongChecks(clues: Clues, known: Known): Finding[] {
  return clues.caseTags.map(({ number }) => {
    const thisCase = known.casesByNumber.get(number)
    const may = thisCase && outsideContacts(clues, known).some((person) => takesPart(person, thisCase, known))
    return {
      rule: 'case-tag-unproven',
      target: may ? toCase(thisCase) : null,
      confidence: 0.4,
      effect: 'hint',
      facts: { case: number },
    }
  })
}
