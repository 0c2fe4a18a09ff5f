import type { Clues, Finding, Known, KnownCase, KnownContact, KnownMail, Rule, Target } from '../decision'
import { activeContacts, contactsOf, outsideContacts, related, takesPart, toCase, toContact } from '../relation'

/** An answer to a mail that we hold: In-Reply-To first, then References newest first. */
export const byThread: Rule = (clues, known) => {
  if (clues.class === 'bounce') return []
  const hits = clues.thread.flatMap((id) => known.mails.get(id) ?? [])
  if (hits.length === 0) return []
  const cases = casesOf(hits, known)
  if (cases.length > 1)
    return cases.map((one) => ({
      rule: 'several-threads',
      target: toCase(one),
      confidence: 0.7,
      effect: 'conflict',
      facts: { case: one.number },
    }))
  const thread = { hits, thisCase: cases[0] ?? null }
  return clues.direction === 'internal' ? amongUs(thread, clues) : withOutside(thread, clues, known)
}

/** The mails that were named and are held, in the order of the thread, and the one case in which any of them lies. */
interface Thread {
  readonly hits: readonly KnownMail[]
  readonly thisCase: KnownCase | null
}

function casesOf(hits: readonly KnownMail[], known: Known): KnownCase[] {
  const ids = new Set(hits.flatMap((mail) => mail.filedUnder.filter(({ kind }) => kind === 'case').map(({ id }) => id)))
  return [...ids].flatMap((id) => known.cases.get(id) ?? [])
}

const confidenceOf = (hit: KnownMail, clues: Clues) =>
  clues.provenThread.includes(hit.messageId) ? 0.99 : clues.thread[0] === hit.messageId ? 0.98 : 0.95

const factsOf = (hit: KnownMail, thisCase: KnownCase | null) => ({
  messageId: hit.messageId,
  ...(thisCase ? { case: thisCase.number } : {}),
})

function amongUs({ hits, thisCase }: Thread, clues: Clues): Finding[] {
  const hit = hits[0]!
  const facts = factsOf(hit, thisCase)
  const besides = hit.filedUnder.filter(({ kind, id }) => kind !== 'case' || id !== thisCase?.id)
  const confidence = confidenceOf(hit, clues)
  return [...caseFinding(thisCase, confidence, facts), ...besides.map((target) => finding('thread', target, confidence, facts))]
}

/** Each mail of the thread speaks for those only who have a part in it: anybody can name a mail of his own and a stranger's. */
function withOutside({ hits, thisCase }: Thread, clues: Clues, known: Known): Finding[] {
  const people = outsideContacts(clues, known)
  const theirs = hits.filter((hit) => people.some((person) => hasPart(person, hit, thisCase, known)))
  if (theirs.length > 0) return [...caseOfTheirs(hits, theirs, thisCase, clues), ...besidesCase(theirs[0]!, clues, known)]
  const facts = factsOf(hits[0]!, thisCase)
  if (clues.outside.some((person) => contactsOf(person, known).length > 0)) return [ofOthers(facts)]
  const mine = contactsOfMail(hits[0]!)
  if (clues.direction === 'out' && people.length === 0)
    return [...caseFinding(thisCase, 0.75, facts), ...mine.map((target) => finding('thread', target, 0.75, facts))]
  return [
    ...mine.map((target) => finding('thread-unknown-sender', target, 0.75, facts)),
    ...(thisCase ? [finding('thread-unknown-sender', toCase(thisCase), 0.75, facts)] : []),
  ]
}

const liesIn = (hit: KnownMail, thisCase: KnownCase) => hit.filedUnder.some(({ kind, id }) => kind === 'case' && id === thisCase.id)
const contactsOfMail = (hit: KnownMail) => hit.filedUnder.filter(({ kind }) => kind === 'contact')

/** Named in its case, or at whom, or at whose house, it lies; of a mail in a private case the house is a stranger. */
function hasPart(person: KnownContact, hit: KnownMail, thisCase: KnownCase | null, known: Known): boolean {
  const ofCase = thisCase && liesIn(hit, thisCase) ? thisCase : null
  if (ofCase && takesPart(person, ofCase, known)) return true
  return contactsOfMail(hit).some(({ id }) => (ofCase?.private ? id === person.id : isRelated(id, person.id, known)))
}

const ofOthers = (facts: Finding['facts']): Finding => ({ rule: 'thread-of-others', target: null, confidence: 0.3, effect: 'hint', facts })

function caseOfTheirs(hits: readonly KnownMail[], theirs: readonly KnownMail[], thisCase: KnownCase | null, clues: Clues): Finding[] {
  const inCase = hits.filter((hit) => thisCase && liesIn(hit, thisCase))
  const mine = inCase.find((hit) => theirs.includes(hit))
  if (mine) return caseFinding(thisCase, confidenceOf(mine, clues), factsOf(mine, thisCase))
  return inCase.slice(0, 1).map((hit) => ofOthers(factsOf(hit, thisCase)))
}

function besidesCase(hit: KnownMail, clues: Clues, known: Known): Finding[] {
  const facts = factsOf(hit, null)
  return [...opportunityFindings(hit, facts), ...sharedAddress(clues, contactsOfMail(hit), known, facts)]
}

const finding = (rule: string, target: Target, confidence: number, facts: Finding['facts']): Finding => ({
  rule,
  target,
  confidence,
  effect: 'for',
  facts,
})

const caseFinding = (thisCase: KnownCase | null, confidence: number, facts: Finding['facts']) =>
  thisCase ? [finding('thread', toCase(thisCase), confidence, facts)] : []

const opportunityFindings = (hit: KnownMail, facts: Finding['facts']) =>
  hit.filedUnder.filter(({ kind }) => kind === 'opportunity').map((target) => finding('thread', target, 0.95, facts))

function isRelated(one: string, other: string, known: Known): boolean {
  const first = known.contacts.get(one)
  const second = known.contacts.get(other)
  return one === other || (first !== undefined && second !== undefined && related(first, second))
}

/** An address of two contacts: the thread says which of them it is. */
function sharedAddress(clues: Clues, mine: readonly Target[], known: Known, facts: Finding['facts']): Finding[] {
  return clues.outside.flatMap((person) => {
    const active = activeContacts(person, known)
    if (active.length < 2) return []
    return active
      .filter((contact) => mine.some(({ id }) => id === contact.id))
      .map((contact) => finding('thread', toContact(contact), 0.95, facts))
  })
}
