/** As long as a mouse waits for the second half of a double click (Windows: 500 ms), and a hand that shakes a little. */
const mostMillis = 500
const mostPixels = 8

interface Click {
  readonly at: number
  readonly x: number
  readonly y: number
  readonly what: Element | null
}

/**
 * Who clicks twice means one thing. What came under the pointer between the two clicks is left alone: without this a mail that is filed by a
 * double click would lie at the next place of the list as well, which has moved up meanwhile. Keys are not affected.
 */
export function guardDoubleClicks(root: Document | ShadowRoot): () => void {
  let last: Click | null = null
  const onClick = (event: Event) => {
    const { detail, clientX: x, clientY: y } = event as MouseEvent
    // A key, or a program, which has no place.
    if (detail === 0 || (x === 0 && y === 0)) return
    const what = (event.composedPath()[0] as Element).closest('button, a, input, select, summary, label')
    const click = { at: performance.now(), x, y, what }
    const isSecond = last !== null && click.at - last.at < mostMillis && Math.hypot(x - last.x, y - last.y) < mostPixels
    if (isSecond && what !== last!.what) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    last = click
  }
  root.addEventListener('click', onClick, true)
  return () => root.removeEventListener('click', onClick, true)
}
