import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  /** What was found was found for all that is typed; until then Enter waits. */
  readonly settled: boolean
  /** Enter. */
  readonly takeFirst: () => void
  readonly focus?: boolean
  /** What was found: a PickList. */
  readonly children?: ReactNode
}

/** Enter takes the first, arrows go into what was found, the first Escape empties the field; the next one goes back. */
export function SearchField({ label, value, change, settled, takeFirst, focus = false, children }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const enter = useEnter(settled, takeFirst)
  const within = useFocusBack(field)
  useLayoutEffect(() => {
    if (focus) field.current?.focus()
  }, [focus])
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || value === '') return
    event.preventDefault()
    enter.cancel()
    change('')
    field.current?.focus()
  }
  const inField = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      enter.press()
    }
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    event.currentTarget.closest('search')?.querySelector<HTMLElement>('.picks button')?.focus()
  }
  return (
    <search className="options" onKeyDown={onKey} onFocus={within}>
      <input
        type="search"
        className="input"
        ref={field}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={({ target }) => {
          enter.cancel()
          change(target.value)
        }}
        onBlur={enter.cancel}
        onKeyDown={inField}
      />
      {children}
    </search>
  )
}

/** Enter that comes before its answer is carried out once that is there, unless the user did something else meanwhile. */
function useEnter(settled: boolean, takeFirst: () => void) {
  const [waits, wait] = useState(false)
  useEffect(() => {
    if (!waits || !settled) return
    wait(false)
    takeFirst()
  })
  return { press: () => (settled ? takeFirst() : wait(true)), cancel: () => wait(false) }
}

/** The keyboard is lost with what had the focus and is found no longer: the field has it then. */
function useFocusBack(field: { readonly current: HTMLElement | null }) {
  const last = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (!last.current || last.current.isConnected) return
    last.current = null
    if (document.activeElement === document.body) field.current?.focus()
  })
  return ({ target }: { readonly target: Element }) => {
    last.current = target
  }
}
