/** As long as a mouse waits for the second half of a double click (Windows: 500 ms), and a hand that shakes a little. */
const mostMillis = 500
const mostPixels = 8
const pressable = 'button, a, input, select, summary, label'

interface Click {
  readonly at: number
  readonly x: number
  readonly y: number
  readonly what: Element | null
}

/**
 * Who clicks twice, or holds a key down, means one thing. What came under the pointer between two clicks, or got the focus while the key
 * was down, is left alone: without this a mail that is filed by a double click would lie at the next place of the list as well, which has
 * moved up meanwhile, and Enter held down for a moment would work off the queue.
 */
export function guardRepeats(root: Document | ShadowRoot): () => void {
  let last: Click | null = null
  const onClick = (event: Event) => {
    const { detail, clientX: x, clientY: y } = event as MouseEvent
    // A key, or a program, which has no place.
    if (detail === 0 || (x === 0 && y === 0)) return
    const click = { at: performance.now(), x, y, what: whatOf(event) }
    const isSecond = last !== null && click.at - last.at < mostMillis && Math.hypot(x - last.x, y - last.y) < mostPixels
    if (isSecond && click.what !== last!.what) drop(event)
    else last = click
  }
  const onKey = (event: Event) => {
    const { key, repeat } = event as KeyboardEvent
    if (repeat && key === 'Enter' && whatOf(event)) drop(event)
  }
  root.addEventListener('click', onClick, true)
  root.addEventListener('keydown', onKey, true)
  return () => {
    root.removeEventListener('click', onClick, true)
    root.removeEventListener('keydown', onKey, true)
  }
}

/** A click on a label is followed by the browser's own one on its field. */
function whatOf(event: Event): Element | null {
  const found = (event.composedPath()[0] as Element).closest(pressable)
  return found?.localName === 'label' ? ((found as HTMLLabelElement).control ?? found) : found
}

function drop(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}
