import type { Clues, Finding, Known, Target } from './decision'

/** The one open opportunity in which a filed contact has a role; two or more are suggestions (docs/filing.md). */
export function openOpportunity(
  contacts: readonly string[],
  clues: Clues,
  known: Known,
): { readonly target: Target | null; readonly findings: readonly Finding[] } {
  if (clues.class !== 'normal' && clues.class !== 'invitation') return { target: null, findings: [] }
  const open = [
    ...new Map(
      contacts
        .flatMap((id) => known.opportunities.get(id) ?? [])
        .filter((one) => one.open)
        .map((one) => [one.id, one]),
    ).values(),
  ]
  const findings = open.map(
    (one): Finding => ({
      rule: open.length === 1 ? 'opportunity' : 'several-opportunities',
      target: { kind: 'opportunity', id: one.id },
      confidence: open.length === 1 ? 0.92 : 0.4,
      effect: open.length === 1 ? 'for' : 'hint',
      facts: { opportunity: one.title },
    }),
  )
  return { target: open.length === 1 ? { kind: 'opportunity', id: open[0]!.id } : null, findings }
}
