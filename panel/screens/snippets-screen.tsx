import { snippetRoutes } from '@postakte/shared/api/snippets'
import { useDeferredValue, useState } from 'react'
import type { SnippetUse } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

import { useAnswer } from '../app/use-answer'
import { Loaded } from '../parts/loaded'
import { PickList } from '../parts/pick-list'
import { ScreenTop } from '../parts/screen-top'
import { SearchField } from '../parts/search-field'
import { SnippetPreview } from '../parts/snippet-preview'

interface SnippetsProps {
  readonly item: string
  readonly into: SnippetUse
  readonly contactId?: string
  readonly caseId?: string
}

/** A few letters, Enter: how it will read; Enter: it stands in the draft, or in an answer. */
export function SnippetsScreen({ item, into, contactId, caseId }: SnippetsProps) {
  const { say } = useAllTexts()
  const [typed, type] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const q = useDeferredValue(typed.trim())
  const asked = useAnswer(snippetRoutes.listSnippets, { query: { limit: 20, ...(q === '' ? {} : { q }) } }, { keep: true })
  const settled = asked.data !== undefined && !asked.isPlaceholderData && q === typed.trim()
  const items = (asked.data?.items ?? []).map(({ id, name, shortcut, folder, language }) => ({
    key: id,
    title: name,
    detail: [shortcut, folder, language].filter((part) => part).join(' · '),
  }))
  const about = { ...(contactId === undefined ? {} : { contactId }), ...(caseId === undefined ? {} : { caseId }) }
  return (
    <main className="screen">
      <ScreenTop title={say('snippets')} focus={false} />
      {chosen !== null && (
        <SnippetPreview key={chosen} snippetId={chosen} item={item} into={into} about={about} close={() => choose(null)} />
      )}
      <div hidden={chosen !== null}>
        <SearchField
          focus
          label={say('searchSnippet')}
          value={typed}
          change={type}
          settled={settled}
          takeFirst={() => items[0] && choose(items[0].key)}
        >
          <Loaded asked={asked}>
            {() =>
              items.length === 0 ? (
                <p className="quiet">{say(q === '' ? 'noSnippets' : 'searchNothing')}</p>
              ) : (
                <PickList label={say('snippets')} items={items} pick={choose} />
              )
            }
          </Loaded>
        </SearchField>
      </div>
    </main>
  )
}
