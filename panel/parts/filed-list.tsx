import { Button } from '@fluentui/react-components'
import { useTexts } from '../app/panel-context'
import type { Card } from '../app/use-lookup'

export type ShownFiling = Card['filings'][number]

interface FiledListProps {
  readonly filings: readonly ShownFiling[]
  readonly takeAway: (filing: ShownFiling) => void
  /** Id of the one that is being moved. */
  readonly moving: string | null
  readonly move: (filing: ShownFiling) => void
  readonly disabled: boolean
}

/** The server's truth: where, by whom, when, and why. */
export function FiledList({ filings, takeAway, moving, move, disabled }: FiledListProps) {
  const { say, when } = useTexts()
  return (
    <ul className="plain filed">
      {filings.map((filing) => {
        const { id, target, filedBy, filedAt, because } = filing
        return (
          <li key={id}>
            <span>
              <strong>{target.name}</strong>{' '}
              <span className="quiet">
                {target.number === null ? '' : `${target.number} · `}
                {filedBy ? say('filedBy', { name: filedBy.name, when: when(filedAt) }) : say('filedByRule', { when: when(filedAt) })}
              </span>
            </span>
            <span className="deeds">
              <Button
                size="small"
                appearance="subtle"
                disabled={disabled}
                aria-pressed={moving === id}
                aria-label={say('move', { name: target.name })}
                title={say('move', { name: target.name })}
                onClick={() => move(filing)}
              >
                →
              </Button>
              <Button
                size="small"
                appearance="subtle"
                disabled={disabled}
                aria-label={say('takeAway', { name: target.name })}
                title={say('takeAway', { name: target.name })}
                onClick={() => takeAway(filing)}
              >
                ×
              </Button>
            </span>
            <details>
              <summary className="quiet">{say('why')}</summary>
              <p>{because}</p>
            </details>
          </li>
        )
      })}
    </ul>
  )
}
