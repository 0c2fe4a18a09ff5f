import { attributeNames, keptAttributes, mailTags, ourTags } from './allowed'
import { cidMark, noPictures, type Pictures } from './pictures'

/** What this needs of DOMPurify; the caller makes the instance, for its window: `secondLayer(DOMPurify(window))`. */
export interface Purifier {
  readonly isSupported: boolean
  addHook(entry: 'afterSanitizeAttributes', hook: (node: any) => void): unknown
  sanitize(html: string, config: Record<string, unknown>): unknown
}

/** What this needs of an element. */
interface ShownElement {
  readonly nodeType: number
  readonly nodeName: string
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  remove(): void
}

const config = {
  ALLOWED_TAGS: [...mailTags, ...ourTags],
  ALLOWED_ATTR: [...new Set(Object.values(attributeNames).flat())],
  ALLOWED_NAMESPACES: ['http://www.w3.org/1999/xhtml'],
  ADD_URI_SAFE_ATTR: [cidMark],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
}

/**
 * The browser's own cleaning of a mail's HTML, by the same list as the server's, but read by the parser that will show it.
 * It fails closed: where DOMPurify does not know the DOM it hands its input back unchanged, so there it is never asked.
 */
export function secondLayer(purifier: Purifier): (html: string, pictures?: Pictures) => string {
  if (purifier.isSupported !== true) throw new Error('this browser cannot clean the HTML of a mail')
  let shown = noPictures
  purifier.addHook('afterSanitizeAttributes', (node: ShownElement) => keepAllowed(node, shown))
  return (html, pictures = noPictures) => {
    shown = pictures
    const clean = purifier.sanitize(html, config)
    if (typeof clean !== 'string') throw new Error('the cleaned HTML of a mail is no text')
    return clean
  }
}

const elementNode = 1

/** An `is` stays, emptied by DOMPurify: browsers write the first one out again when it is taken away. */
function keepAllowed(node: ShownElement, pictures: Pictures): void {
  if (node.nodeType !== elementNode) return
  const before = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  const kept = keptAttributes(node.nodeName.toLowerCase(), before, pictures)
  if (kept === null) {
    node.remove()
    return
  }
  for (const name of Object.keys(before)) if (kept[name] === undefined && name !== 'is') node.removeAttribute(name)
  for (const [name, value] of Object.entries(kept)) node.setAttribute(name, value)
}
