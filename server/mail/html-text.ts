import { convert } from 'html-to-text'
import { pageOfHtml } from './forwards/html-page'
import { nestsDeeply } from './html-depth'

/** Text that a reader of the HTML sees; bounded in input, depth and children (mail-reading: stack overflow without). */
export function htmlToText(html: string, maxLength: number): string {
  if (nestsDeeply(html)) return pageOfHtml(html).lines.join('\n')
  return convert(html, {
    wordwrap: false,
    limits: {
      maxInputLength: Math.min(maxLength, 2_000_000),
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
