import type { KeyboardEvent, ReactNode } from 'react'
import { takesFocus } from './field'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  /** Enter. */
  readonly takeFirst: () => void
  readonly focus?: boolean
  /** What was found: a PickList. */
  readonly children?: ReactNode
}

/** Enter takes the first, arrows go into what was found, the first Escape empties the field; the next one goes back. */
export function SearchField({ label, value, change, takeFirst, focus = false, children }: SearchFieldProps) {
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || value === '') return
    event.preventDefault()
    change('')
    event.currentTarget.querySelector('input')?.focus()
  }
  const inField = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      takeFirst()
    }
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    event.currentTarget.closest('search')?.querySelector<HTMLElement>('.picks button')?.focus()
  }
  return (
    <search className="options" onKeyDown={onKey}>
      <input
        type="search"
        className="input"
        ref={focus ? takesFocus : undefined}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={({ target }) => change(target.value)}
        onKeyDown={inField}
      />
      {children}
    </search>
  )
}
