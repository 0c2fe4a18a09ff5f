import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

/** Elements that begin a line of their own. */
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody thead tr ul'.split(
    ' ',
  ),
)
const silent = new Set(['style', 'script', 'head', 'title', 'noscript', 'template'])
const longestTag = 20

/** Text of HTML by the tokenizer alone: linear in time and memory, whatever the depth; no more than `most` characters. */
export function textByTokens(html: string, most: number): string {
  const reading = new TokenText(html, most)
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, reading)
  tokenizer.write(html)
  tokenizer.end()
  return reading.text()
}

class TokenText implements TokenizerCallbacks {
  private readonly html: string
  private readonly most: number
  private readonly pieces: string[] = []
  private length = 0
  private tag = ''
  private silence = ''
  /** Nothing, a blank or line ends that stand before the next text. */
  private gap = ''
  constructor(html: string, most: number) {
    this.html = html
    this.most = most
  }

  text(): string {
    return this.pieces.join('')
  }

  ontext(start: number, end: number): void {
    if (this.silence === '' && this.length < this.most) this.add(this.html.slice(start, Math.min(end, start + this.most)))
  }
  ontextentity(codepoint: number): void {
    if (this.silence === '' && this.length < this.most) this.add(String.fromCodePoint(codepoint))
  }
  onopentagname(start: number, end: number): void {
    this.tag = this.html.slice(start, Math.min(end, start + longestTag)).toLowerCase()
  }
  onopentagend(): void {
    if (this.silence === '' && silent.has(this.tag)) this.silence = this.tag
    if (this.tag === 'body') this.silence = ''
    if (this.tag === 'br') this.gap = this.gap.length < 2 ? `${this.gap.trim()}\n` : this.gap
    else this.edge(this.tag)
  }
  onselfclosingtag(): void {
    this.onopentagend()
  }
  onclosetag(start: number, end: number): void {
    const tag = this.html.slice(start, Math.min(end, start + longestTag)).toLowerCase()
    if (tag === this.silence) this.silence = ''
    else this.edge(tag)
  }
  onattribname(): void {}
  onattribdata(): void {}
  onattribentity(): void {}
  onattribend(): void {}
  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  /** A block begins or ends; a cell is parted by a blank. */
  private edge(tag: string): void {
    if (tag === 'p') this.gap = '\n\n'
    else if (blocks.has(tag)) this.gap = this.gap.includes('\n') ? this.gap : '\n'
    else if (tag === 'td' || tag === 'th') this.gap ||= ' '
  }

  private add(raw: string): void {
    const text = raw.replace(/[\s\u00a0]+/g, ' ')
    const trimmed = text.trim()
    if (text.startsWith(' ')) this.gap ||= ' '
    if (trimmed === '') return
    const piece = (this.length === 0 ? '' : this.gap) + trimmed
    this.pieces.push(piece)
    this.length += piece.length
    this.gap = text.endsWith(' ') ? ' ' : ''
  }
}
