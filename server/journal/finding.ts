import type { texts } from '@postakte/shared/texts/texts'

/** What is wrong with the journal: its kind has a sentence in shared/texts. */
export type FindingKind = keyof (typeof texts)['de']['journal']['findings']

export interface Finding {
  readonly kind: FindingKind
  readonly facts: Readonly<Record<string, string>>
}

export type Tell = (kind: FindingKind, facts: Finding['facts']) => void
