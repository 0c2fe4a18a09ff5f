import { hexOf } from './colours'
import { blockedMark, cidMark, noPictures, type Pictures, pictureSource } from './pictures'
import { keptStyle } from './style'
import { linkOf } from './urls'

/** The one list of what the HTML of a mail may hold; the server's cleaning and the browser's rest on it alike. */

/** Elements a mail may have. None holds raw text, none has a namespace, so no parser reads them in two ways. */
export const mailTags: readonly string[] =
  'a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  )

/** Elements that we write ourselves around quoted parts. */
export const ourTags: readonly string[] = ['details', 'summary']

type Check = (value: string) => string | null

const wholeNumber =
  (most: number): Check =>
  (value) =>
    /^\s*\d{1,4}\s*$/.test(value) && Number(value) <= most ? value.trim() : null
const size: Check = (value) => {
  const found = /^\s*(\d{1,4})(?:\.\d+)?\s*(?:px|(%))?\s*$/.exec(value)
  return found && Number(found[1]) > 0 && Number(found[1]) <= (found[2] ? 100 : 1_200) ? `${found[1]}${found[2] ?? ''}` : null
}
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value.trim().toLowerCase()) ? value.trim().toLowerCase() : null
const style: Check = (value) => keptStyle(value) || null
const face: Check = (value) => (/^[\p{L}\p{N}\s,_-]{1,200}$/u.test(value) ? value : null)
const align = oneOf('left', 'right', 'center', 'justify', 'middle')
const valign = oneOf('top', 'middle', 'bottom', 'baseline')
const cell = { width: size, bgcolor: hexOf, valign, colspan: wholeNumber(100), rowspan: wholeNumber(1_000) }

const everywhere: Readonly<Record<string, Check>> = {
  style,
  align,
  dir: oneOf('ltr', 'rtl', 'auto'),
  lang: (value) => (/^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}$/i.test(value) ? value : null),
}

const byTag: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  col: { width: size, span: wholeNumber(100) },
  colgroup: { width: size, span: wholeNumber(100) },
  font: { color: hexOf, face, size: (value) => (/^[+-]?[1-7]$/.test(value) ? value : null) },
  hr: { width: size },
  img: { alt: (value) => value.slice(0, 500), width: size, height: size },
  ol: { start: wholeNumber(9_999), type: (value) => (/^[1aAiI]$/.test(value) ? value : null) },
  table: {
    width: size,
    bgcolor: hexOf,
    border: wholeNumber(10),
    cellpadding: wholeNumber(40),
    cellspacing: wholeNumber(40),
  },
  tbody: { valign },
  td: cell,
  th: cell,
  thead: { valign },
  tr: { bgcolor: hexOf, valign },
  ul: { type: oneOf('disc', 'circle', 'square') },
}

const linkAttributes = ['href', 'title', 'target', 'rel']
const pictureAttributes = ['src', cidMark, blockedMark, 'referrerpolicy']

/** Every name of an attribute that can come out of `keptAttributes`, by element; `*` is for all. */
export const attributeNames: Readonly<Record<string, readonly string[]>> = {
  '*': Object.keys(everywhere),
  ...Object.fromEntries(Object.entries(byTag).map(([tag, checks]) => [tag, Object.keys(checks)])),
  a: linkAttributes,
  img: [...Object.keys(byTag.img!), ...pictureAttributes],
}

/** What of the attributes may stay, with what we add; null when the element is nothing without those that were taken. */
export function keptAttributes(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  pictures: Pictures = noPictures,
): Record<string, string> | null {
  const kept: Record<string, string> = {}
  const checks = { ...everywhere, ...(Object.hasOwn(byTag, tag) ? byTag[tag] : {}) }
  for (const [name, check] of Object.entries(checks)) {
    const value = Object.hasOwn(attributes, name) ? check(attributes[name]!) : null
    if (value !== null) kept[name] = value
  }
  if (tag === 'a') return { ...kept, ...shownLink(attributes.href ?? '') }
  if (tag !== 'img') return kept
  const source = pictureSource(attributes, pictures)
  return source === null ? null : { ...kept, ...source }
}

/** The tooltip says where the link leads, whatever its text says (reliability D10). */
export function shownLink(href: string): Record<string, string> {
  const link = linkOf(href)
  return link === null ? {} : { href: link.href, title: link.target, target: '_blank', rel: 'noopener noreferrer nofollow' }
}
