import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** Where lines stand that come at any time; null before it is drawn, undefined where there is none. */
const FootContext = createContext<HTMLElement | null | undefined>(undefined)
/** False for a screen that another one lies over. */
export const ShownContext = createContext(true)

interface FootProps {
  readonly children: ReactNode
  /** What else stands at the foot, below what screens put there. */
  readonly below: ReactNode
}

/**
 * The panel with a place at its foot, above the bar. What comes by itself (a colleague, a server that is away) stands there: above the
 * places it would push them down, and a click would file at another one than was meant.
 */
export function WithFoot({ children, below }: FootProps) {
  const [foot, setFoot] = useState<HTMLElement | null>(null)
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => (foot ? keepFocusAbove(foot) : undefined), [foot])
  return (
    <FootContext.Provider value={place}>
      <div className="content">{children}</div>
      <div className="foot" ref={setFoot}>
        <div className="others" ref={setPlace} />
        {below}
      </div>
    </FootContext.Provider>
  )
}

/** Puts its lines at the foot of the panel, as long as the screen is seen that they are about; leaves them where they are in a page without one. */
export function AtFoot({ children }: { readonly children: ReactNode }) {
  const place = useContext(FootContext)
  const shown = useContext(ShownContext)
  if (place === undefined) return children
  return place && shown ? createPortal(children, place) : null
}

/** What gets the focus, or has it when the foot grows, is not hidden behind it. */
function keepFocusAbove(foot: HTMLElement): (() => void) | undefined {
  // Not in the DOM of unit tests, which has no sizes.
  if (typeof ResizeObserver === 'undefined') return undefined
  const observer = new ResizeObserver(() => {
    document.documentElement.style.setProperty('--foot', `${foot.offsetHeight}px`)
    const focused = document.querySelector(':focus-visible')
    if (focused && isBehind(foot, focused)) focused.scrollIntoView({ block: 'nearest' })
  })
  observer.observe(foot)
  return () => observer.disconnect()
}

/** Who has scrolled away from what has the focus stays there. */
function isBehind(foot: HTMLElement, focused: Element): boolean {
  const { top, bottom } = focused.getBoundingClientRect()
  return !foot.contains(focused) && bottom > foot.getBoundingClientRect().top && top < innerHeight
}
