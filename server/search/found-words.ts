import { withoutUmlauts } from '@postakte/shared/model/search-text'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { wordsIn } from './excerpt'
import type { Term } from './question'

const mostWords = 5_000

/**
 * Which words of these texts are what was asked for: the database says so, by the same word forms by which it found the texts.
 * It is asked once, for the words that begin like one of the terms.
 */
export async function foundWords(db: Query, terms: readonly Term[], texts: readonly string[]): Promise<(word: string) => boolean> {
  const beginnings = new Set(terms.flatMap(({ spellings }) => spellings.map(beginning)))
  const words = [...new Set(texts.flatMap(wordsIn))].filter((word) => beginnings.has(beginning(word))).slice(0, mostWords)
  const rows = await db.query<{ word: string }>(
    `with term as materialized (select words_query(jsonb_build_array(one)) as asked from jsonb_array_elements($2::text::jsonb) as one)
     select w.word from jsonb_array_elements_text($1::text::jsonb) as w(word) where exists (select from term where words_of(w.word) @@ term.asked)`,
    [json(words), json(terms)],
  )
  const found = new Set(rows.map(({ word }) => word))
  return (word) => found.has(word)
}

const beginning = (word: string) => withoutUmlauts(word)[0]
