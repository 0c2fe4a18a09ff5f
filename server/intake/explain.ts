import { findingText } from '@postakte/shared/texts/finding-text'
import type { Language } from '@postakte/shared/texts/texts'
import { readMail } from '../mail/read'
import type { Clues, Decision, Known, Own, Target, UnwrappedMail } from './pipeline/decision'
import { cluesOf, decideOn } from './pipeline/route'

export interface Explanation {
  readonly unwrapped: UnwrappedMail
  readonly clues: Clues
  readonly decision: Decision
}

/** The whole way of one mail, writing nothing. */
export async function explainMail(bytes: Uint8Array, own: Own, lookUp: (clues: Clues) => Known | Promise<Known>): Promise<Explanation> {
  const { unwrapped, clues } = cluesOf(readMail(bytes), own)
  return { unwrapped, clues, decision: decideOn(clues, await lookUp(clues)) }
}

/** The records that a decision is about. */
export const targetsOf = (decision: Decision): readonly Target[] =>
  decision.kind === 'file' ? decision.under : decision.kind === 'ask' ? decision.between : []

const ids = (targets: readonly Target[]) => targets.map(({ id }) => id)

/** Value of `explain --json`. `preselected` is what a person would only have to confirm: never a stranger's record. */
export function explanationJson({ unwrapped, clues, decision }: Explanation, language: Language): Record<string, unknown> {
  return {
    decision: decision.kind,
    under: decision.kind === 'file' ? ids(decision.under) : [],
    between: decision.kind === 'ask' ? ids(decision.between) : [],
    suggestions: decision.kind === 'file' ? ids(decision.suggestions) : [],
    direction: clues.direction,
    from: { address: unwrapped.from.address, name: unwrapped.from.name },
    subject: unwrapped.subject,
    dateUtc: unwrapped.dateUtc,
    class: clues.class,
    trust: clues.trust,
    suspicious: clues.suspicious,
    hops: unwrapped.hops,
    findings: decision.findings.map((finding) => ({
      ...finding,
      target: finding.target?.id ?? null,
      because: findingText(finding, language),
    })),
  }
}
