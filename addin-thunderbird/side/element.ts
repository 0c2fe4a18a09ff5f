type Child = Node | string | null

interface Attributes {
  readonly class?: string
  readonly label?: string
  readonly click?: () => void
  /** Finds the element again after it was drawn anew. */
  readonly name?: string
  readonly [other: string]: unknown
}

/** An element with its text and children; text is text, whatever stands in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/1999/xhtml', tag) as HTMLElementTagNameMap[K]
  const { class: classes, label, click, name, ...others } = attributes
  if (classes) element.className = classes
  if (label) element.setAttribute('aria-label', label)
  if (name) element.dataset.name = name
  if (click) element.addEventListener('click', () => click())
  for (const [attribute, value] of Object.entries(others))
    if (value !== undefined && value !== false) element.setAttribute(attribute, String(value))
  element.append(...children.filter((child) => child !== null))
  return element
}
