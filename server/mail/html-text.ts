import { convert } from 'html-to-text'
import { nestsDeeply } from './html-depth'
import { textByTokens } from './html-tokens'

/** Longer HTML is read by the tokenizer alone: html-to-text takes seconds and 300 MB for 3 MB of list. */
const longest = 600_000

/** Text that a reader of the HTML sees; bounded in input, depth and children (mail-reading: stack overflow without). */
export function htmlToText(html: string, maxLength: number): string {
  if (html.length > longest || nestsDeeply(html)) return textByTokens(html, maxLength)
  return convert(html, {
    wordwrap: false,
    limits: {
      maxInputLength: longest,
      maxDepth: 200,
      maxChildNodes: 5_000,
      ellipsis: '',
    },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'style', format: 'skip' },
      { selector: 'script', format: 'skip' },
      { selector: 'head', format: 'skip' },
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'h2', options: { uppercase: false } },
      { selector: 'h3', options: { uppercase: false } },
      { selector: 'h4', options: { uppercase: false } },
      { selector: 'table', options: { uppercaseHeaderCells: false } },
    ],
  }).replaceAll('\u00a0', ' ')
}
