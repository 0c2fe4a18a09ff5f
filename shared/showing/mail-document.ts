import { fill, type Language, texts } from '../texts/texts'
import { documentStyle } from './document-style'
import { escapeHtml } from './escape'
import { contentPolicy } from './policy'
import type { ShownMail } from './shown-mail'

export interface DocumentOptions {
  readonly language: Language
  /** `auto` follows the reader's system. */
  readonly theme?: 'auto' | 'light' | 'dark'
  /** Whether pictures on the Internet may load: only after a person asked for it. */
  readonly remotePictures?: boolean
}

/**
 * The whole document for the frame (frame.ts). Third layer: though the content were the mail's raw HTML, nothing in this
 * document may run, load, or leave its frame.
 */
export function mailDocument({ html, notes, blockedPictures }: ShownMail, options: DocumentOptions): string {
  const { language, theme = 'auto', remotePictures = false } = options
  const words = texts[language].showing
  const said = [
    ...notes.map((note) => words.notes[note]),
    ...(blockedPictures > 0 && !remotePictures ? [fill(words.pictures, { count: String(blockedPictures) })] : []),
  ]
  return [
    `<!doctype html><html lang="${language}" data-theme="${theme}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy(remotePictures))}">`,
    '<meta http-equiv="x-dns-prefetch-control" content="off"><meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width"><base target="_blank">',
    `<title>${words.content}</title><style>${documentStyle}</style></head><body>`,
    `<p class="label">${words.content}</p>`,
    ...said.map((sentence) => `<p class="note">${escapeHtml(sentence)}</p>`),
    `<main>${withoutLookUps(html)}</main></body></html>`,
  ].join('\n')
}

/**
 * No policy covers dns-prefetch and preconnect, and Chromium looks up the host of a frame before its policy forbids the frame:
 * so these elements are made text, wherever they stand. A tag begins with `<` and its name as it is written, whatever the
 * parser's state, so this finds all of them; cleaned HTML has none.
 */
const withoutLookUps = (html: string) => html.replace(lookUps, '&lt;')
const lookUps = /<(?=\/?(?:link|meta|base|i?frame|frameset|fencedframe|portal|object|embed|applet)(?:[\s/>]|$))/gi
