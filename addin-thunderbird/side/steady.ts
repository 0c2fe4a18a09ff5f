/** What a mail's style may not do to its page: hide the panel with it, move it away, or hold it within something smaller than the window. */
const steady: Readonly<Record<string, string>> = {
  animation: 'none',
  'backdrop-filter': 'none',
  'clip-path': 'none',
  contain: 'none',
  'container-type': 'normal',
  'content-visibility': 'visible',
  display: 'block',
  filter: 'none',
  mask: 'none',
  'mix-blend-mode': 'normal',
  'offset-path': 'none',
  opacity: '1',
  perspective: 'none',
  rotate: 'none',
  scale: 'none',
  transform: 'none',
  transition: 'none',
  translate: 'none',
  'will-change': 'auto',
  zoom: '1',
}
/** The page makes room for the panel (side/style.ts), whatever stands at its element. */
const ours = ['margin', 'max-width', 'width'] as const

/** At the element itself and important: nothing in a mail outranks that, and a mail runs no script that could change it again. */
export function makeSteady({ style }: HTMLElement): void {
  for (const name of ours) style.removeProperty(name)
  for (const [name, value] of Object.entries(steady)) style.setProperty(name, value, 'important')
}
