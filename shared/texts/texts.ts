import type { Problem } from '../model/problem'
import { de } from './de'
import { en } from './en'
import { fill } from './fill'

export { fill }

export type Language = 'de' | 'en'
/** German is the master; English must have the same keys (compile error otherwise). */
export const texts = { de, en } satisfies Record<Language, Record<keyof typeof de, unknown>>

/** The sentence of a Problem: what happened and what to do. */
export function problemText(problem: Problem, language: Language): string {
  const sentences: Record<string, string> = texts[language].problems
  return fill(sentences[problem.code] ?? problem.message, problem.facts)
}
