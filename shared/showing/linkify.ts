import { shownLink } from './allowed'
import { escapeHtml } from './escape'

/** What may be a link or an address; begins where a word begins, so that a long word is looked at once. */
const candidates =
  /(?<![\p{L}\p{N}_.+@/-])(?:(?:https?:\/\/|mailto:|www\.)[^\s<>"'`]{1,2000}|[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})/giu

/** Text as HTML: everything escaped, and what is a web or mail address made a link by the same rules as in HTML mails. */
export function linkify(text: string): string {
  let html = ''
  let done = 0
  for (const { 0: found, index } of text.matchAll(candidates)) {
    const word = withoutEnd(found)
    html += escapeHtml(text.slice(done, index)) + linked(word)
    done = index + word.length
  }
  return html + escapeHtml(text.slice(done))
}

function linked(word: string): string {
  const attributes = Object.entries(shownLink(hrefOf(word)))
  if (attributes.length === 0) return escapeHtml(word)
  return `<a ${attributes.map(([name, value]) => `${name}="${escapeHtml(value)}"`).join(' ')}>${escapeHtml(word)}</a>`
}

function hrefOf(word: string): string {
  if (/^www\./i.test(word)) return `https://${word}`
  return /^[a-z]{4,6}:/i.test(word) ? word : `mailto:${word}`
}

/** Signs that end the sentence, not the address; a bracket stays where the address opens it. */
function withoutEnd(found: string): string {
  const word = found.replace(/[.,;:!?\]}»“”…]{1,20}$/u, '')
  return word.endsWith(')') && !word.includes('(') ? withoutEnd(word.slice(0, -1)) : word
}
