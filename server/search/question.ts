import { spellingsOf, withoutUmlauts, wordsOf } from '@postakte/shared/model/search-text'

/** A word that must be there. */
export interface Term {
  readonly spellings: readonly string[]
  /** Still being typed: what begins so is found, too. */
  readonly beginning: boolean
}

export interface Question {
  readonly terms: readonly Term[]
  /** What stood in quotes, each as `phraseText` writes a text. */
  readonly phrases: readonly string[]
}

const mostTerms = 12

/** What was typed, as it is asked. Marks, operators and wildcards are blanks; words beyond the twelfth are left out. */
export function questionOf(typed: string): Question {
  const pieces = typed.split(/["„“”«»]/)
  const words = wordsOf(typed).slice(0, mostTerms)
  const last = /[\p{L}\p{N}]$/u.test(typed)
  return {
    terms: words.map((word, at) => ({ spellings: spellingsOf(word), beginning: last && at === words.length - 1 })),
    // A quote that is still open is being typed.
    phrases: pieces.filter((piece, at) => at % 2 === 1 && at < pieces.length - 1 && wordsOf(piece).length > 1).map(phraseText),
  }
}

/** A text for looking up phrases: its words alone, each with a blank on both sides. */
export const phraseText = (text: string): string => ` ${wordsOf(text).map(withoutUmlauts).join(' ')} `
