import type { Problem } from '../model/problem'
import { de } from './de'
import { en } from './en'

export type Language = 'de' | 'en'
/** German is the master; English must have the same keys (compile error otherwise). */
export const texts = { de, en } satisfies Record<Language, Record<keyof typeof de, unknown>>

/** Puts facts into a sentence: '{name}'. A fact that is missing stays visible as {name}. */
export function fill(sentence: string, facts: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => facts[key] ?? whole)
}

/** The sentence of a Problem: what happened and what to do. */
export function problemText(problem: Problem, language: Language): string {
  const sentences: Record<string, string> = texts[language].problems
  return fill(sentences[problem.code] ?? problem.message, problem.facts)
}
