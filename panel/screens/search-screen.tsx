import { useState } from 'react'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

import { useTargetSearch } from '../app/use-target-search'
import { PickList } from '../parts/pick-list'
import { ScreenTop } from '../parts/screen-top'
import { SearchField } from '../parts/search-field'

/** Contacts and cases by a few letters or a number. */
export function SearchScreen() {
  const { open } = useNavigation()
  const { say, problem } = useAllTexts()
  const [typed, type] = useState('')
  const { items, error, answered, settled } = useTargetSearch(typed)
  const take = (key: string | undefined) => {
    const item = items.find((one) => one.key === key)
    if (item) open({ at: item.ref.kind, id: item.ref.id })
  }
  return (
    <main className="screen">
      <ScreenTop title={say('search')} focus={false} />
      <SearchField focus label={say('searchTarget')} value={typed} change={type} settled={settled} takeFirst={() => take(items[0]?.key)}>
        {error && <p className="bad">{problem(error)}</p>}
        {answered && items.length === 0 && <p className="quiet">{say('searchNothing')}</p>}
        {items.length > 0 && <PickList label={say('found')} items={items} pick={take} />}
      </SearchField>
    </main>
  )
}
