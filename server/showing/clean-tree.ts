import { mailTags, ourTags } from '@postakte/shared/showing/allowed'
import { escapeHtml } from '@postakte/shared/showing/escape'

/** Cleaned HTML as a tree, for the passes that look at the whole of a mail. Text and values are kept escaped. */
export interface CleanElement {
  readonly tag: string
  readonly attributes: Map<string, string>
  children: CleanNode[]
  readonly parent: CleanElement | null
}
/** A string is text. */
export type CleanNode = CleanElement | string

const known = new Set([...mailTags, ...ourTags])
const empty = new Set(['br', 'hr', 'img', 'wbr', 'col'])
/** The one form in which cleaned HTML is written: known names, quoted values, no raw `<` anywhere else. */
const token = /<\/([a-z0-9]+)>|<([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)(?: \/)?>|[^<]+/y

/** Throws where the HTML is not of the form that the cleaning writes: what is not understood here is not shown. */
export function readTree(html: string): CleanElement {
  const root = element('root', null)
  let open = root
  token.lastIndex = 0
  for (let at = 0; at < html.length; at = token.lastIndex) {
    const found = token.exec(html)
    if (!found) throw new Error(`cleaned HTML is not of its form at ${at}: ${html.slice(at, at + 80)}`)
    const [text, closed, opened, attributes] = found
    if (opened !== undefined) open = opening(open, opened, attributes ?? '')
    else if (closed === undefined) open.children.push(text)
    else open = closing(open, closed)
  }
  return root
}

const element = (tag: string, parent: CleanElement | null): CleanElement => ({ tag, attributes: new Map(), children: [], parent })

function opening(open: CleanElement, tag: string, attributes: string): CleanElement {
  if (!known.has(tag)) throw new Error(`cleaned HTML has a ${tag}`)
  const opened = element(tag, open)
  for (const [, name, value] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) opened.attributes.set(name!, value ?? '')
  open.children.push(opened)
  return empty.has(tag) ? open : opened
}

function closing(open: CleanElement, tag: string): CleanElement {
  if (open.tag !== tag || open.parent === null) throw new Error(`cleaned HTML closes ${tag} inside ${open.tag}`)
  return open.parent
}

export function writeTree(root: CleanElement): string {
  return root.children.map(written).join('')
}

function written(node: CleanNode): string {
  if (typeof node === 'string') return node
  const start = `<${node.tag}${[...node.attributes].map(([name, value]) => ` ${name}="${value}"`).join('')}>`
  return empty.has(node.tag) ? start : `${start}${writeTree(node)}</${node.tag}>`
}

/** An element of ours around or beside the mail's. */
export const made = (tag: string, parent: CleanElement, children: readonly CleanNode[]): CleanElement => ({
  ...element(tag, parent),
  children: [...children],
})

export const textNode = (text: string): string => escapeHtml(text)

export function* elementsOf(root: CleanElement): Generator<CleanElement> {
  for (const child of root.children) {
    if (typeof child === 'string') continue
    yield child
    yield* elementsOf(child)
  }
}

/** The text of an element, unescaped; no more than the first `most` characters. */
export function textOf(node: CleanElement, most = 300): string {
  let text = ''
  for (const child of node.children) {
    if (text.length >= most) break
    text += typeof child === 'string' ? child.slice(0, most) : textOf(child, most)
  }
  return unescaped(text)
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
export const unescaped = (text: string) => text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => signs[name]!)
