import type { TargetRef } from '@postakte/shared/api/shapes'
import { findingText } from '@postakte/shared/texts/finding-text'
import type { Language } from '@postakte/shared/texts/texts'
import type { Finding } from '../intake/pipeline/decision'

type Told = Pick<Finding, 'rule' | 'target' | 'facts'>

/** What the one who asks may know of. */
export interface Visible {
  readonly record: (target: TargetRef) => boolean
  readonly caseNumber: (number: string) => boolean
}

/** Rules that tell of the mail and its sender only, and so may be told without a record. */
const tellsOfMailOnly = (rule: string) =>
  rule.startsWith('doubt-') ||
  rule.startsWith('private-by-') ||
  ['unknown-address', 'unknown-number', 'several-numbers', 'case-tag-unproven'].includes(rule)

/**
 * Why the machine asks, in sentences that name no record that is not for the reader. Where a rule found several, it is told
 * only when all of them may be known: "several cases, among them this one" says that there is another.
 */
export function reasons(findings: readonly Told[], visible: Visible, language: Language): string[] {
  const hidden = new Set(findings.filter((one) => !mayTell(one, visible)).map(({ rule }) => rule))
  const told = findings.filter((one) => mayTell(one, visible) && !(one.rule.startsWith('several-') && hidden.has(one.rule)))
  return [...new Set(told.map((one) => findingText(one, language)))]
}

function mayTell({ rule, target, facts }: Told, visible: Visible): boolean {
  if (!target) return tellsOfMailOnly(rule)
  return visible.record(target) && (facts.case === undefined || visible.caseNumber(facts.case))
}

/** The records and case numbers that findings name. */
export const namedIn = (findings: readonly Told[]) => ({
  targets: findings.flatMap(({ target }) => target ?? []),
  caseNumbers: findings.flatMap(({ target, facts }) => (target && facts.case !== undefined ? [facts.case] : [])),
})
