import type { Clues, Finding, Known, KnownCase, KnownMail, Rule, Target } from '../decision'
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
  return findingsFor(hits[0]!, cases[0] ?? null, clues, known)
}

function casesOf(hits: readonly KnownMail[], known: Known): KnownCase[] {
  const ids = new Set(hits.flatMap((mail) => mail.filedUnder.filter(({ kind }) => kind === 'case').map(({ id }) => id)))
  return [...ids].flatMap((id) => known.cases.get(id) ?? [])
}

function findingsFor(hit: KnownMail, thisCase: KnownCase | null, clues: Clues, known: Known): Finding[] {
  const facts = { messageId: hit.messageId, ...(thisCase ? { case: thisCase.number } : {}) }
  const confidence = clues.provenThread.includes(hit.messageId) ? 0.99 : clues.thread[0] === hit.messageId ? 0.98 : 0.95
  if (clues.direction === 'internal') {
    const besides = hit.filedUnder.filter(({ kind, id }) => kind !== 'case' || id !== thisCase?.id)
    return [...caseFinding(thisCase, confidence, facts), ...besides.map((target) => finding('thread', target, confidence, facts))]
  }
  const people = outsideContacts(clues, known)
  const mine = hit.filedUnder.filter((target) => target.kind === 'contact')
  const belongs = people.some(
    (person) => (thisCase && takesPart(person, thisCase, known)) || mine.some(({ id }) => isRelated(id, person.id, known)),
  )
  if (belongs)
    return [...caseFinding(thisCase, confidence, facts), ...opportunityFindings(hit, facts), ...sharedAddress(clues, mine, known, facts)]
  if (clues.outside.some((person) => contactsOf(person, known).length > 0))
    return [{ rule: 'thread-of-others', target: null, confidence: 0.3, effect: 'hint', facts }]
  if (clues.direction === 'out' && people.length === 0)
    return [...caseFinding(thisCase, 0.75, facts), ...mine.map((target) => finding('thread', target, 0.75, facts))]
  return [
    ...mine.map((target) => finding('thread-unknown-sender', target, 0.75, facts)),
    ...(thisCase ? [finding('thread-unknown-sender', toCase(thisCase), 0.75, facts)] : []),
  ]
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
