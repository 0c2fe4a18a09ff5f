import type { FoundText } from '@postakte/shared/api/search'
import { wordsOf } from '@postakte/shared/model/search-text'

/** A word as it stands in a text, folded. */
export const foldedWord = (standing: string): string => wordsOf(standing)[0] ?? ''

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu

/** The words that may be marked in a text, folded. */
export const wordsIn = (text: string): string[] => (text.match(wordPattern) ?? []).map(foldedWord)

const longest = 240
const before = 60

/** A text with the found words in pieces of their own. */
export function markedText(text: string, isFound: (word: string) => boolean): FoundText {
  const pieces: { text: string; found: boolean }[] = []
  let from = 0
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (!isFound(foldedWord(word))) continue
    if (index > from) pieces.push({ text: text.slice(from, index), found: false })
    pieces.push({ text: word, found: true })
    from = index + word.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), found: false })
  return pieces
}

/** The piece of a text in which the most of what was asked stands; empty where nothing of it does. */
export function excerptOf(texts: readonly string[], isFound: (word: string) => boolean): FoundText {
  for (const text of texts) {
    const places = [...text.matchAll(wordPattern)].filter(([word]) => isFound(foldedWord(word))).map(({ index }) => index)
    if (places.length > 0) return markedText(cut(text, bestPlace(places, text, isFound)), isFound)
  }
  return []
}

/** Of the found words, the one behind which the most different ones follow. */
function bestPlace(places: readonly number[], text: string, isFound: (word: string) => boolean): number {
  const near = places.slice(0, 200).map((place) => {
    const words = text.slice(place, place + longest - before).match(wordPattern) ?? []
    return { place, count: new Set(words.map(foldedWord).filter(isFound)).size }
  })
  return near.reduce((best, one) => (one.count > best.count ? one : best)).place
}

/** Around a place, on one line, from the beginning of a word to the end of one. */
function cut(text: string, place: number): string {
  const start = place <= before ? 0 : place - before + Math.max(0, text.slice(place - before, place).search(/\s/))
  const end = start + longest
  const piece = text.slice(start, end)
  const whole = end >= text.length ? piece : piece.replace(/\S*$/u, '') || piece
  return `${start > 0 ? '… ' : ''}${whole.replace(/\s+/g, ' ').trim()}${end < text.length ? ' …' : ''}`
}
