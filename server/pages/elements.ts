export const by = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

/** Signs that turn the reading direction would let a name show another address than it has: they become visible. */
const visible = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

/** The only way in which anything of a mail comes into the page: as text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = '', className = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = visible(text)
  if (className) element.className = className
  return element
}

export function button(label: string, act: () => void, className = ''): HTMLButtonElement {
  const element = make('button', label, className)
  element.type = 'button'
  element.addEventListener('click', act)
  return element
}

export function row(...children: readonly HTMLElement[]): HTMLElement {
  const element = make('div', '', 'row')
  element.append(...children)
  return element
}

/** A heading with a list below; nothing when there is nothing to list. */
export function listed(title: string, items: readonly string[]): HTMLElement[] {
  if (items.length === 0) return []
  const list = make('ul')
  list.append(...items.map((item) => make('li', item)))
  return [make('h3', title), list]
}
