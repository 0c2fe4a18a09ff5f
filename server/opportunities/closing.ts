import { Problem } from '@postakte/shared/model/problem'

type Stage = 'new' | 'qualified' | 'offer' | 'negotiation' | 'won' | 'lost'

/**
 * The closing day that goes with a stage: the given one, else the one that it has, else today. An open opportunity has none: reopening
 * takes it away, and giving one is a mistake.
 */
export function closingDay(stage: Stage, given: string | null | undefined, had: string | null): string | 'today' | null {
  if (stage === 'won' || stage === 'lost') return given ?? had ?? 'today'
  if (given) throw new Problem('opportunity-still-open')
  return null
}
