/** What the test does within a frame. Each function stands alone: for a sandboxed frame it is sent there as its source. */

export interface Surface {
  readonly allowedTags: readonly string[]
  readonly allowedAttributes: readonly string[]
}
type FrameWindow = Window & typeof globalThis

/** Does to every element what a reader might do, but follows no link to the web; in a sandbox nothing could hold it back. */
export function poke(given?: unknown): void {
  const win = (given ?? window) as FrameWindow
  const events = 'mouseover mouseenter mousemove pointerover focus blur keydown wheel copy toggle scroll submit'.split(' ')
  const leadsAway = (href: string) => {
    try {
      return /^(?:https?|mailto|tel):/.test(new win.URL(href, win.document.baseURI).protocol)
    } catch {
      return true
    }
  }
  for (const element of Array.from(win.Document.prototype.querySelectorAll.call(win.document, '*'))) {
    const href = win.Element.prototype.getAttribute.call(element, 'href')
    const away = href !== null && leadsAway(href)
    if (away) element.addEventListener('click', (event) => event.preventDefault())
    for (const name of away && win.origin === 'null' ? events : [...events, 'click']) {
      try {
        win.EventTarget.prototype.dispatchEvent.call(element, new win.MouseEvent(name, { cancelable: true }))
      } catch {}
    }
  }
}

/** Writes the mail and reads it again, twice: markup that mutates shows itself then. */
export function mutate(win = window as FrameWindow): void {
  const mail = win.Document.prototype.getElementById.call(win.document, 'mail')
  if (!mail) return
  for (let round = 0; round < 2; round++) {
    const again = win.Document.prototype.createElement.call(win.document, 'div')
    again.innerHTML = mail.innerHTML
    win.Element.prototype.append.call(mail, again)
  }
}

/** What is not ours at the places of our page around the mail, and what of the page's own names is no longer what it was. */
export function taken(win = window as FrameWindow): string[] {
  const { document } = win
  const found: string[] = []
  for (const [x, y, id] of [
    [5, 5, 'banner'],
    [150, 20, 'banner'],
    [290, 35, 'banner'],
    [5, 165, 'below'],
    [150, 180, 'below'],
  ] as const) {
    const there = win.Document.prototype.elementFromPoint.call(document, x, y)
    if (there?.getAttribute('id') !== id) found.push(`${id} covered by ${there?.tagName ?? 'nothing'}`)
  }
  for (const name of ['getElementById', 'querySelector', 'createElement'] as const)
    if (typeof document[name] !== 'function') found.push(`document.${name}`)
  if (Object.prototype.toString.call(document.body) !== '[object HTMLBodyElement]') found.push('document.body')
  if (typeof document.cookie !== 'string') found.push('document.cookie')
  for (const name of ['implementation', 'defaultView', 'currentScript'] as const)
    if (document[name] instanceof win.Element) found.push(`document.${name}`)
  if ('config' in win) found.push('window.config')
  return found
}

/** Everything below the mail's element that no cleaned mail may hold, as this browser has read it. */
export function forbidden({ allowedTags, allowedAttributes }: Surface, win = window as FrameWindow): string[] {
  const found: string[] = []
  const mail = win.document.getElementById('mail')!
  for (const element of Array.from(mail.querySelectorAll('*'))) {
    if (!allowedTags.includes(element.nodeName.toLowerCase()) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
      found.push(`<${element.nodeName}>`)
    for (const { name, value } of Array.from(element.attributes)) {
      if (!allowedAttributes.includes(name) && !(name === 'is' && value === '')) found.push(`${element.nodeName} ${name}`)
      if (name === 'style' && /url|@|\\|expression|position|transform|var\(|-\d|\/\*/i.test(value)) found.push(`style ${value}`)
      if (name === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/.test(value)) found.push(`href ${value}`)
      if (name === 'src' && !value.startsWith('data:image/')) found.push(`src ${value}`)
    }
  }
  return found
}
