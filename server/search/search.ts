import { type FoundText, type Hit, type HitKind, hitKind } from '@postakte/shared/api/search'
import { Problem } from '@postakte/shared/model/problem'
import type { ApiParts, BeginTransaction } from '../http/api/call'
import type { Me } from '../users/me'
import { excerptOf, markedText } from './excerpt'
import { foundWords } from './found-words'
import { findPlaces } from './places'
import { phraseText, type Question, questionOf } from './question'
import { type FoundRecord, loadRecords } from './records'
import { textsOf } from './texts'

interface Search {
  readonly me: Me
  readonly parts: ApiParts
  readonly transaction: BeginTransaction
}

interface Ask {
  readonly words: string
  readonly after?: string | undefined
  readonly limit: number
  readonly kinds?: readonly HitKind[] | undefined
}

interface Page {
  readonly items: Hit[]
  readonly next: string | null
}

/**
 * One page of what is found. What the caller may see is settled under row-level security before an original is read for the
 * excerpt; phrases are looked up in the texts, so a page with some may be short.
 */
export async function search({ me, parts, transaction }: Search, { words, kinds = hitKind.options, ...page }: Ask): Promise<Page> {
  const question = questionOf(words)
  if (question.terms.length === 0) throw new Problem('search-no-word')
  const { records, next } = await transaction(async (tx) => {
    const found = await findPlaces(tx, question, { kinds, ...page })
    return { records: await loadRecords(tx, me, found.places), next: found.next }
  })
  const texts = await textsOf(parts, records, question.phrases.length > 0)
  const shown = records
    .map((record, at) => ({ record, texts: texts[at]! }))
    .filter(({ record, texts }) => hasPhrases(question, record, texts))
  const isFound = await foundWords(
    parts.db,
    question.terms,
    shown.flatMap(({ record, texts }) => [record.title, ...texts]),
  )
  return { items: shown.map(({ record, texts }) => hitOf(record, texts, isFound)), next }
}

function hasPhrases({ phrases }: Question, { title }: FoundRecord, texts: readonly string[]): boolean {
  if (phrases.length === 0) return true
  const all = [title, ...texts].map(phraseText)
  return phrases.every((phrase) => all.some((text) => text.includes(phrase)))
}

function hitOf({ hit, title }: FoundRecord, texts: readonly string[], isFound: (word: string) => boolean): Hit {
  const words: { title: FoundText; excerpt: FoundText } = { title: markedText(title, isFound), excerpt: excerptOf(texts, isFound) }
  return { ...hit, ...words }
}
