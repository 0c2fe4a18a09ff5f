import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import type { Anchor, Page } from './page'

/** Longest HTML that is looked at; the forward stands at the top. */
const longestHtml = 1_000_000
const mostLines = 6_000
const longestLine = 500

/** Elements that begin a line of their own. */
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
)
const silent = new Set(['style', 'script', 'head', 'title', 'noscript', 'template'])

/**
 * HTML as lines with the places where mail programs mark an older mail. It rests on the tokenizer alone: the parser's
 * stack of open elements costs 120 s for 400,000 nested `div` (measured), this is linear.
 */
export function pageOfHtml(html: string): Page {
  const reading = new PageReading(html.slice(0, longestHtml))
  return reading.page()
}

class PageReading implements TokenizerCallbacks {
  private readonly html: string
  private readonly lines: string[] = []
  private readonly anchors = new Map<number, Anchor>()
  private line = ''
  private tag = ''
  private attributes: Record<string, string> = {}
  private attribute = ''
  private silence = ''

  constructor(html: string) {
    this.html = html
  }

  page(): Page {
    const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, this)
    tokenizer.write(this.html)
    tokenizer.end()
    this.breakLine()
    return { lines: this.lines, anchors: this.anchors }
  }

  ontext(start: number, end: number): void {
    this.add(this.html.slice(start, Math.min(end, start + 20_000)))
  }
  ontextentity(codepoint: number): void {
    this.add(String.fromCodePoint(codepoint))
  }
  onopentagname(start: number, end: number): void {
    this.tag = this.html.slice(start, Math.min(end, start + 20)).toLowerCase()
    this.attributes = {}
  }
  onattribname(start: number, end: number): void {
    this.attribute = this.html.slice(start, Math.min(end, start + 20)).toLowerCase()
  }
  onattribdata(start: number, end: number): void {
    if (!wanted.has(this.attribute)) return
    this.attributes[this.attribute] = `${this.attributes[this.attribute] ?? ''}${this.html.slice(start, Math.min(end, start + 300))}`
  }
  onattribentity(): void {}
  onattribend(): void {}
  onopentagend(): void {
    this.opened()
  }
  onselfclosingtag(): void {
    this.opened()
  }
  onclosetag(start: number, end: number): void {
    const tag = this.html.slice(start, Math.min(end, start + 20)).toLowerCase()
    if (tag === this.silence) this.silence = ''
    else if (blocks.has(tag)) this.breakLine()
    if (tag === 'p') this.blankLine()
  }
  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private opened(): void {
    if (this.silence === '' && silent.has(this.tag)) this.silence = this.tag
    if (this.tag === 'body') this.silence = ''
    if (this.tag === 'br') this.newLine()
    else if (blocks.has(this.tag)) this.breakLine()
    else if (this.tag === 'td' || this.tag === 'th') this.add(' ')
    const anchor = anchorOf(this.tag, this.attributes)
    if (anchor && !this.anchors.has(this.lines.length)) this.anchors.set(this.lines.length, anchor)
  }

  private add(text: string): void {
    if (this.silence !== '' || this.line.length > longestLine) return
    const folded = text.replace(/[\s\u00a0]+/g, ' ')
    this.line += this.line === '' || this.line.endsWith(' ') ? folded.trimStart() : folded
  }
  private breakLine(): void {
    if (this.line.trim() !== '') this.newLine()
    this.line = ''
  }
  private blankLine(): void {
    if (this.lines.at(-1) !== '') this.newLine()
  }
  private newLine(): void {
    if (this.lines.length < mostLines) this.lines.push(this.line.slice(0, longestLine).trimEnd())
    this.line = ''
  }
}

const wanted = new Set(['id', 'class', 'style', 'type', 'name'])
const outlookBorder = /border-top:\s{0,3}solid\s{1,3}#(?:e1e1e1|b5c4df)\s{1,3}1(?:\.0)?pt/i

/** What an element marks; ids of quoted Outlook mails have `x_` in front. */
export function anchorOf(tag: string, attributes: Readonly<Record<string, string>>): Anchor | null {
  const id = (attributes.id ?? '').replace(/^(?:x_){1,9}/, '').toLowerCase()
  const classes = (attributes.class ?? '').replaceAll('x_', '').toLowerCase()
  if (outlookIds.has(id)) return 'outlook-html'
  if (tag === 'div' && outlookBorder.test(attributes.style ?? '')) return 'outlook-html'
  if (classes.includes('moz-forward-container') || classes.includes('moz-email-headers-table')) return 'thunderbird'
  if (classes.includes('gmail_attr') || classes.includes('gmail_quote')) return 'gmail'
  if (tag === 'blockquote' && attributes.type?.toLowerCase() === 'cite') return 'apple'
  return attributes.name === 'quote' || id === 'qt' || classes.includes('yahoo_quoted') ? 'web' : null
}
const outlookIds = new Set(['divrplyfwdmsg', 'appendonsend', 'mail-editor-reference-message-container', 'mail-editor-reference-message'])
