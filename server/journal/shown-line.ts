import { fill, type Language, texts } from '@postakte/shared/texts/texts'
import { printedJson, printedWord } from './printed'
import type { ShownRow } from './show'

/** One row as one line, whatever stands in its facts. */
export function shownLine(row: ShownRow, language: Language): string {
  const words = texts[language].journal
  const user = row.user === null ? words.server : printedWord(row.user)
  const doer = row.onBehalfOf === null ? user : fill(words.onBehalfOf, { user, other: printedWord(row.onBehalfOf) })
  const facts = row.erased ? words.erased : row.facts === null ? '' : printedJson(row.facts)
  return [row.id, row.at, doer, row.via, row.action, row.record ?? '', facts].filter((part) => part !== '').join('  ')
}
