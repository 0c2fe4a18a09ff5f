import type { Clues, Decision, Finding, Known, Target } from './decision'
import { openOpportunity } from './opportunity'
import { related, sameTarget, targetKey } from './relation'

/** From here on the machine files by itself. */
const sure = 0.9
/** Evidence this strong for another customer is a conflict. */
const strong = 0.6
/** More outside recipients with a contact than this: a person decides. */
const mostContacts = 3

interface Weighed {
  readonly target: Target
  readonly confidence: number
}

/** Pure: the same findings give the same decision. Two strong customers always ask. */
export function decide(findings: readonly Finding[], clues: Clues, known: Known): Decision {
  const weighed = weigh(findings)
  const contacts = weighed.filter(({ target }) => target.kind === 'contact')
  const winners = contacts.filter(({ confidence }) => confidence >= sure)
  if (blocked(findings, weighed) || severalCases(weighed) || conflicting({ contacts, winners, findings }, clues, known))
    return ask(findings, weighed)
  if (winners.length === 0 && weighed.length > 0) return ask(findings, weighed)
  if (winners.length === 0) return nobody(findings, clues)
  return file(findings, weighed, winners, clues, known)
}

/** Evidence for one target adds up: 1 − ∏(1 − c), at most 0.99. The same rule counts once for a target. */
export function weigh(findings: readonly Finding[]): readonly Weighed[] {
  const perTarget = new Map<string, { target: Target; rules: Map<string, number> }>()
  for (const { rule, target, confidence, effect } of findings) {
    if (!target || effect !== 'for') continue
    const entry = perTarget.get(targetKey(target)) ?? { target, rules: new Map() }
    entry.rules.set(rule, Math.max(confidence, entry.rules.get(rule) ?? 0))
    perTarget.set(targetKey(target), entry)
  }
  return [...perTarget.values()]
    .map(({ target, rules }) => ({
      target,
      confidence: Math.min(0.99, Math.max(1 - [...rules.values()].reduce((rest, one) => rest * (1 - one), 1), ...rules.values())),
    }))
    .sort((one, other) => other.confidence - one.confidence)
}

/** A conflict, a forgery, or a weak doubt where somebody's record is at stake. */
const blocked = (findings: readonly Finding[], weighed: readonly Weighed[]) =>
  findings.some(({ effect, confidence }) => effect === 'conflict' || (effect === 'unproven' && (confidence === 1 || weighed.length > 0)))

/** The tag says one case, the thread another. */
const severalCases = (weighed: readonly Weighed[]) =>
  weighed.filter(({ target, confidence }) => target.kind === 'case' && confidence >= strong).length > 1

interface Contenders {
  readonly contacts: readonly Weighed[]
  readonly winners: readonly Weighed[]
  readonly findings: readonly Finding[]
}

function conflicting({ contacts, winners, findings }: Contenders, clues: Clues, known: Known): boolean {
  const rivals = contacts.filter(({ confidence }) => confidence >= strong)
  if (rivals.length < 2 || winners.length === 0) return false
  if (severalRecipients(rivals, findings, clues)) return rivals.length > mostContacts
  return rivals.some((one) => rivals.some((other) => one !== other && !relatedTargets(one.target, other.target, known)))
}

/** A mail of ours to two customers belongs to both: each was found by its own address and nothing contradicts. */
function severalRecipients(rivals: readonly Weighed[], findings: readonly Finding[], clues: Clues): boolean {
  if (clues.direction !== 'out') return false
  return rivals.every(({ target }) => findings.some((finding) => finding.rule === 'address' && isFor(finding, target)))
}

const isFor = (finding: Finding, target: Target) =>
  finding.effect === 'for' && finding.target !== null && sameTarget(finding.target, target)

function relatedTargets(one: Target, other: Target, known: Known): boolean {
  const first = known.contacts.get(one.id)
  const second = known.contacts.get(other.id)
  return first !== undefined && second !== undefined && related(first, second)
}

function ask(findings: readonly Finding[], weighed: readonly Weighed[]): Decision {
  const named = findings.filter(({ target, effect }) => target !== null && effect !== 'for').map(({ target }) => target!)
  const between = [...new Map([...weighed.map(({ target }) => target), ...named].map((target) => [targetKey(target), target])).values()]
  return { kind: 'ask', between: between.slice(0, 10), findings }
}

/** Nobody fits. Newsletters and notices of strangers need no person's eye; everything else does. */
function nobody(findings: readonly Finding[], clues: Clues): Decision {
  return clues.class === 'list' ? { kind: 'ignore', findings } : { kind: 'unmatched', findings }
}

function file(
  findings: readonly Finding[],
  weighed: readonly Weighed[],
  winners: readonly Weighed[],
  clues: Clues,
  known: Known,
): Decision {
  const contacts = leading(winners, findings, clues)
  const others = weighed.filter(({ target, confidence }) => target.kind !== 'contact' && confidence >= sure).map(({ target }) => target)
  const opportunity = others.length > 0 ? null : openOpportunity(contacts, clues, known)
  const under = [
    ...contacts.map((id): Target => ({ kind: 'contact', id })),
    ...others,
    ...(opportunity?.target ? [opportunity.target] : []),
  ]
  const more = opportunity ? opportunity.findings : []
  const suggestions = [
    ...weighed.map(({ target }) => target),
    ...findings.filter(({ effect }) => effect === 'hint').flatMap(({ target }) => target ?? []),
    ...more.flatMap(({ target }) => target ?? []),
  ]
  const open = [...new Map(suggestions.map((target) => [targetKey(target), target])).values()].filter(
    (target) => !under.some((one) => sameTarget(one, target)),
  )
  return { kind: 'file', under, findings: [...findings, ...more], suggestions: open }
}

/** Of a person and its company found by different rules the tagged one wins, else the strongest; recipients stand side by side. */
function leading(winners: readonly Weighed[], findings: readonly Finding[], clues: Clues): string[] {
  if (winners.length > 1 && severalRecipients(winners, findings, clues)) return winners.map(({ target }) => target.id)
  const tagged = winners.find(({ target }) => findings.some((finding) => finding.rule === 'customer-number' && isFor(finding, target)))
  return [(tagged ?? winners[0]!).target.id]
}
