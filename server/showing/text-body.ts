import { linkify } from '@postakte/shared/showing/linkify'
import { type Language, texts } from '@postakte/shared/texts/texts'
import { isQuoted, quoteStart } from '../mail/quotes'

/** Where an older mail begins is looked for in so much of a line. */
const longestLook = 500

/** A text mail as HTML: escaped, with links, the older mail at its end folded. */
export function textBody(text: string, language: Language): string {
  const lines = text.trimEnd().split('\n')
  const fold = foldAt(lines.map((line) => line.slice(0, longestLook)))
  const own = lines.slice(0, fold).join('\n').trimEnd()
  if (own === '' || fold === lines.length) return kept(lines.join('\n'))
  const older = lines.slice(lines.findIndex((line, at) => at >= fold && line.trim() !== '')).join('\n')
  return `${kept(own)}<details><summary>${texts[language].showing.quoted}</summary>${kept(older)}</details>`
}

const kept = (text: string) => `<div style="white-space: pre-wrap">${linkify(text.replace(/[\u202d\u202e]/g, '\ufffd'))}</div>`

/** First line of the older mail below which nothing new stands; the number of lines when there is none. */
function foldAt(lines: readonly string[]): number {
  const quote = quoteStart(lines)
  if (quote.kind === 'separator' || quote.kind === 'header-block') return quote.at
  const quoted = lines.findLastIndex((line) => line.trim() !== '' && !isQuoted(line)) + 1
  return quote.kind === 'introduction' && quote.end >= quoted ? quote.at : quoted
}
