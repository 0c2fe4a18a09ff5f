/** An element of a manifest; prefixes are kept as written. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }

/** Reads a manifest of ours, for tests: no entities but the five, no CDATA; throws when tags do not match. */
export function readXml(xml: string): XmlElement {
  const root: Open = { name: '', attributes: {}, children: [], text: '' }
  const open: Open[] = [root]
  for (const [, text, tag] of xml.replace(/<!--.*?-->|<\?.*?\?>/gs, '').matchAll(/([^<]*)(?:<([^>]+)>)?/g)) {
    open.at(-1)!.text += plain(text!.trim())
    if (tag === undefined) continue
    if (tag.startsWith('/')) {
      const closed = open.pop()!
      if (closed.name !== tag.slice(1).trim()) throw new Error(`</${tag.slice(1)}> closes <${closed.name}>`)
      continue
    }
    const one: Open = { name: /^[^\s/]+/.exec(tag)![0], attributes: attributesOf(tag), children: [], text: '' }
    open.at(-1)!.children.push(one)
    if (!tag.endsWith('/')) open.push(one)
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one whole element')
  return root.children[0]!
}

/** The element and all below it, in the order of the file. */
export const allBelow = (element: XmlElement): readonly XmlElement[] => [element, ...element.children.flatMap(allBelow)]

const attributesOf = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, plain(value!)]))

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string) => text.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all)
