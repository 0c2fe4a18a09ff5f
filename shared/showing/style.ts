import { hexOf } from './colours'

/** The value as it may stand, or null. */
type Check = (value: string) => string | null

const longestStyle = 5_000

/**
 * What of an inline style may stay: a property of the list below whose whole value has the form of the list. Nothing that
 * loads, moves out of its place, covers, shrinks or hides is in it, and no function but a colour's (reliability D03, D05, D06).
 */
export function keptStyle(style: string): string {
  const kept = new Map<string, string>()
  for (const declaration of style.slice(0, longestStyle).split(';')) {
    const colon = declaration.indexOf(':')
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s{0,5}important\s*$/i, '')
      .trim()
      .toLowerCase()
    const checked = Object.hasOwn(properties, property) ? properties[property]!(value) : null
    if (checked !== null) kept.set(property === 'background' ? 'background-color' : property, checked)
  }
  return [...kept].map(([property, value]) => `${property}: ${value}`).join('; ')
}

const oneOf = (words: string): Check => {
  const known = new Set(words.split(' '))
  return (value) => (known.has(value) ? value : null)
}
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.map((check) => check(value)).find((checked) => checked !== null) ?? null
/** Up to four values, as for margin, each of the given form. */
const upToFour =
  (check: Check): Check =>
  (value) => {
    const parts = value.split(/\s+/).map(check)
    return parts.length <= 4 && parts.every((part) => part !== null) ? parts.join(' ') : null
  }

const pixels: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 4 / 3, pc: 16, em: 16, rem: 16, ex: 8, cm: 37.8, mm: 3.78, in: 96 }

/** A length within bounds, both in pixels. */
const length =
  (least: number, most: number): Check =>
  (value) => {
    const found = /^(\d{0,4}(?:\.\d{1,4})?)(px|pt|pc|r?em|ex|cm|mm|in)?$/.exec(value)
    if (!found || found[1] === '' || (found[2] === undefined && Number(found[1]) !== 0)) return null
    const size = Number(found[1]) * pixels[found[2] ?? '']!
    return size >= least && size <= most ? value : null
  }
const percent =
  (least: number, most: number): Check =>
  (value) => {
    const found = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(value)
    return found && Number(found[1]) >= least && Number(found[1]) <= most ? value : null
  }
const factor =
  (least: number, most: number): Check =>
  (value) =>
    /^\d{1,2}(?:\.\d{1,4})?$/.test(value) && Number(value) >= least && Number(value) <= most ? value : null

const colour: Check = hexOf
/** Without quotes: a name in letters, digits, blanks and hyphens needs none, and none can stay open. */
const fonts: Check = (value) => {
  const names = value.replace(/["']/g, '')
  return /^[\p{L}\p{N}\s,_-]{1,200}$/u.test(names) ? names : null
}

const padding = upToFour(length(0, 100))
const margin = upToFour(either(length(0, 200), oneOf('auto')))
const width = either(length(8, 1_200), percent(1, 100), oneOf('auto'))
const borderPart = either(length(0, 20), oneOf('none solid dashed dotted double groove ridge inset outset thin medium thick'), colour)
const border = upToFour(borderPart)

const properties: Readonly<Record<string, Check>> = {
  color: colour,
  'background-color': colour,
  background: colour,
  'font-family': fonts,
  'font-size': either(length(9, 64), percent(60, 400), oneOf('small medium large x-large xx-large smaller larger')),
  'font-style': oneOf('normal italic oblique'),
  'font-weight': oneOf('normal bold bolder lighter 100 200 300 400 500 600 700 800 900'),
  'line-height': either(oneOf('normal'), factor(0.9, 4), percent(90, 400), length(11, 80)),
  'text-align': oneOf('left right center justify start end'),
  'text-decoration': oneOf('none underline line-through overline'),
  'text-decoration-line': oneOf('none underline line-through overline'),
  'text-indent': length(0, 100),
  'text-transform': oneOf('none uppercase lowercase capitalize'),
  'white-space': oneOf('normal pre pre-wrap pre-line'),
  'vertical-align': oneOf('baseline top middle bottom sub super text-top text-bottom'),
  direction: oneOf('ltr rtl'),
  width,
  'max-width': width,
  'min-width': width,
  padding,
  'padding-top': padding,
  'padding-right': padding,
  'padding-bottom': padding,
  'padding-left': padding,
  margin,
  'margin-top': margin,
  'margin-right': margin,
  'margin-bottom': margin,
  'margin-left': margin,
  border,
  'border-top': border,
  'border-right': border,
  'border-bottom': border,
  'border-left': border,
  'border-color': border,
  'border-style': border,
  'border-width': border,
  'border-collapse': oneOf('collapse separate'),
  'border-spacing': upToFour(length(0, 40)),
  'border-radius': upToFour(either(length(0, 60), percent(0, 50))),
  display: oneOf('block inline inline-block table table-row table-cell list-item'),
  float: oneOf('left right none'),
  clear: oneOf('left right both none'),
  'list-style-type': oneOf('none disc circle square decimal lower-alpha lower-roman upper-alpha upper-roman'),
}
