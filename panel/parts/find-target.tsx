import { useState } from 'react'
import { useTexts } from '../app/panel-context'
import { useTargetSearch } from '../app/use-target-search'
import { PickList } from './pick-list'
import { SearchField } from './search-field'
import type { Target } from './targets'

interface FindTargetProps {
  readonly pick: (target: Target) => void
  readonly label?: string
  readonly only?: 'company'
}

/** Any contact or case, by a few letters; Enter takes the first one. */
export function FindTarget({ pick, label, only }: FindTargetProps) {
  const { say, problem } = useTexts()
  const [typed, type] = useState('')
  const { items, error, answered, settled } = useTargetSearch(typed, only)
  const take = (key: string | undefined) => {
    const item = items.find((one) => one.key === key)
    if (!item) return
    type('')
    pick(item)
  }
  return (
    <SearchField label={label ?? say('searchTarget')} value={typed} change={type} settled={settled} takeFirst={() => take(items[0]?.key)}>
      {error && <p className="bad">{problem(error)}</p>}
      {answered && items.length === 0 && <p className="quiet">{say('searchNothing')}</p>}
      {items.length > 0 && <PickList label={label ?? say('fileElsewhere')} items={items} pick={take} />}
    </SearchField>
  )
}
