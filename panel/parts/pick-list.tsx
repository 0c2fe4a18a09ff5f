import { type KeyboardEvent, useRef } from 'react'

export interface PickItem {
  readonly key: string
  readonly title: string
  readonly detail: string
  /** The likeliest. */
  readonly suggested?: boolean
}

interface PickListProps {
  readonly label: string
  readonly items: readonly PickItem[]
  readonly pick: (key: string) => void
  /** Enter in a field above picks the first one. */
  readonly disabled?: boolean
}

/** One of a few: arrows go through, Enter takes. */
export function PickList({ label, items, pick, disabled = false }: PickListProps) {
  const list = useRef<HTMLUListElement>(null)
  return (
    <ul className="plain picks" aria-label={label} ref={list} onKeyDown={(event) => moveFocus(event, list.current)}>
      {items.map(({ key, title, detail, suggested }) => (
        <li key={key}>
          <button type="button" className={suggested ? 'suggested' : undefined} disabled={disabled} onClick={() => pick(key)}>
            <strong>{title}</strong>
            {detail !== '' && <span className="quiet">{detail}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = steps[event.key]
  if (step === undefined || !list) return
  const buttons = [...list.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  buttons[(at + step + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}
