import { black, type Colour, colourOf, contrast, luminance, white } from '@postakte/shared/showing/colours'
import type { CleanElement } from './clean-tree'

interface Paint {
  readonly ink: Colour
  readonly paper: Colour
}

/** Less than this is no design but text that is not meant to be seen; pale grey on white (#ccc) has 1.6. */
const leastContrast = 1.5
/** As the document's style has it. */
const linkInk: Colour = [6, 69, 173]

/** Text in (nearly) the colour of its background gets one that can be read (reliability D06, D29: hidden text becomes visible). */
export function makeReadable(root: CleanElement): void {
  readableBelow(root, { ink: black, paper: white })
}

function readableBelow(parent: CleanElement, around: Paint): void {
  for (const child of parent.children) if (typeof child !== 'string') readableBelow(child, readable(child, around))
}

function readable(element: CleanElement, around: Paint): Paint {
  const asked = { ink: inkOf(element) ?? around.ink, paper: paperOf(element) ?? around.paper }
  if (contrast(asked.ink, asked.paper) >= leastContrast) return asked
  const ink = luminance(asked.paper) > 0.2 ? black : white
  setInk(element, ink === black ? '#000000' : '#ffffff')
  return { ...asked, ink }
}

function inkOf(element: CleanElement): Colour | null {
  const own = colourOf(declared(element, 'color') ?? element.attributes.get('color') ?? '')
  return own ?? (element.tag === 'a' && element.attributes.has('href') ? linkInk : null)
}

const paperOf = (element: CleanElement) => colourOf(declared(element, 'background-color') ?? element.attributes.get('bgcolor') ?? '')

/** The value of a property in a style as `keptStyle` writes it. */
const declared = (element: CleanElement, property: string): string | undefined =>
  declarations(element).find(([name]) => name === property)?.[1]

const declarations = (element: CleanElement) =>
  (element.attributes.get('style') ?? '')
    .split('; ')
    .filter((one) => one !== '')
    .map((one) => one.split(': ') as [string, string])

function setInk(element: CleanElement, colour: string): void {
  element.attributes.delete('color')
  const others = declarations(element).filter(([name]) => name !== 'color')
  element.attributes.set('style', [...others, ['color', colour]].map((one) => one.join(': ')).join('; '))
}
