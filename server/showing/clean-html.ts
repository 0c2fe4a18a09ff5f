import { attributeNames, keptAttributes, mailTags } from '@postakte/shared/showing/allowed'
import { blockedMark, cidMark, noPictures, type Pictures } from '@postakte/shared/showing/pictures'
import { fill, type Language, texts } from '@postakte/shared/texts/texts'
import sanitizeHtml from 'sanitize-html'
import { anchorOf } from '../mail/forwards/html-page'
import { cutText } from '../mail/limits'
import { readTree, writeTree } from './clean-tree'
import { foldQuotes, quoteMark } from './fold-quotes'
import { makeReadable } from './readable'
import { tellRealTargets } from './real-targets'

export interface CleanHtml {
  readonly html: string
  /** Pictures on the Internet that were left out. */
  readonly blockedPictures: number
  /** Content-IDs of the pictures that are shown from parts of the mail. */
  readonly cids: readonly string[]
  /** Whether the mail goes on beyond what is shown. */
  readonly cut: boolean
}

export interface CleanOptions {
  readonly language: Language
  readonly pictures?: Pictures
}

/** What one mail may cost. Beyond the first it is cut, beyond the others only its text is shown. */
const longestInput = 2_000_000
const longestOutput = 8_000_000
/** The parser's stack makes depth quadratic, and no mail program nests so deeply. */
const deepest = 400
const mostElements = 60_000

/** First layer: the HTML of a mail by the allow-list alone; null when it is built too elaborately to be shown as HTML. */
export function cleanHtml(html: string, { language, pictures = noPictures }: CleanOptions): CleanHtml | null {
  const words = texts[language].showing
  const cleaning = new Cleaning(pictures)
  const allowed = cleaning.clean(cutText(html, longestInput))
  if (allowed === null || allowed.length > longestOutput) return null
  const root = readTree(allowed)
  makeReadable(root)
  tellRealTargets(root, (target) => fill(words.leadsTo, { target }))
  foldQuotes(root, words.quoted)
  return {
    html: writeTree(root),
    blockedPictures: cleaning.blocked,
    cids: [...cleaning.cids],
    cut: html.length > longestInput,
  }
}

class TooElaborate extends Error {}

/** One run of sanitize-html over one mail. */
class Cleaning {
  blocked = 0
  readonly cids = new Set<string>()
  private readonly pictures: Pictures
  private depth = 0
  private elements = 0

  constructor(pictures: Pictures) {
    this.pictures = pictures
  }

  clean(html: string): string | null {
    try {
      return sanitizeHtml(html, {
        ...rules,
        onOpenTag: () => this.count(),
        onCloseTag: () => void this.depth--,
        transformTags: { '*': (tag, attributes) => this.kept(tag, attributes) },
      })
    } catch (error) {
      if (error instanceof TooElaborate) return null
      throw error
    }
  }

  /** By the parser's own events, so that it counts what the parser keeps (html-depth.ts only estimates). */
  private count(): void {
    if (++this.depth > deepest || ++this.elements > mostElements) throw new TooElaborate()
  }

  private kept(given: string, before: Readonly<Record<string, string>>): sanitizeHtml.Tag {
    const tag = given === 'body' ? 'div' : given
    const style = given === 'body' ? `background-color: ${before.bgcolor ?? ''}; ${before.style ?? ''}` : before.style
    const kept = keptAttributes(tag, style === undefined ? before : { ...before, style }, this.pictures)
    if (kept === null) return { tagName: tag, attribs: {} }
    if (kept[blockedMark] !== undefined) this.blocked++
    if (kept[cidMark] !== undefined) this.cids.add(kept[cidMark])
    return { tagName: tag, attribs: { ...kept, ...quoted(tag, before) } }
  }
}

/** Where mail programs mark the older mail; ids and classes are gone afterwards. */
function quoted(tag: string, attributes: Readonly<Record<string, string>>): Record<string, string> {
  const anchor = anchorOf(tag, attributes)
  if (anchor === null) return {}
  return { [quoteMark]: anchor === 'outlook-html' ? 'rest' : 'self' }
}

const rules: sanitizeHtml.IOptions = {
  allowedTags: [...mailTags],
  allowedAttributes: Object.fromEntries(
    Object.entries(attributeNames).map(([tag, names]) => [tag, tag === '*' ? [...names, quoteMark] : [...names]]),
  ),
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'data'] },
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && ['src', cidMark, blockedMark].every((name) => attribs[name] === undefined),
  disallowedTagsMode: 'discard',
  /** Elements whose content is no text of the mail. */
  nonTextTags:
    'script style title textarea option select xmp plaintext iframe noembed noframes template svg math xml object applet audio video canvas'.split(
      ' ',
    ),
  /** Signs that turn the reading direction by force would let a text read otherwise than it is written. */
  textFilter: (text) => text.replace(/[\u202d\u202e]/g, '\ufffd'),
}
