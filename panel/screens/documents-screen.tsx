import { documentRoutes } from '@postakte/shared/api/documents'
import { useDeferredValue, useState } from 'react'
import { useNavigation } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { useDeed } from '../app/use-deed'
import { Loaded } from '../parts/loaded'
import { PickList } from '../parts/pick-list'
import { ScreenTop } from '../parts/screen-top'
import { SearchField } from '../parts/search-field'
import { Trouble } from '../parts/trouble'

/** A document of the house, attached to the draft by one click. */
export function DocumentsScreen({ draft }: { readonly draft: string }) {
  const { session, host } = usePanel()
  const { back, tell } = useNavigation()
  const { say, size, problem } = useAllTexts()
  const [typed, type] = useState('')
  const q = useDeferredValue(typed.trim())
  const asked = useAnswer(documentRoutes.listDocuments, { query: { limit: 20, ...(q === '' ? {} : { q }) } }, { keep: true })
  const settled = asked.data !== undefined && !asked.isPlaceholderData && q === typed.trim()
  const { busy, error, run } = useDeed()
  const documents = asked.data?.items ?? []
  const items = documents.map(({ id, name, file, team }) => ({
    key: id,
    title: name,
    detail: [file.fileName, size(file.size), team?.name].filter((part) => part).join(' · '),
  }))
  const attach = async (documentId: string | undefined) => {
    const file = documents.find(({ id }) => id === documentId)?.file
    if (documentId === undefined || !file) return
    const attached = await run(async () => {
      const content = await session.ask(documentRoutes.getDocumentContent, {
        params: { documentId },
        query: { number: String(file.number) },
      })
      const bytes = new Uint8Array(await content.arrayBuffer())
      await host.attach(draft, { name: file.fileName, type: file.type, bytes })
      tell({ text: say('attached', { name: file.fileName }), undo: null })
    }, false)
    if (attached) back()
  }
  return (
    <main className="screen" aria-busy={busy}>
      <ScreenTop title={say('documents')} focus={false} />
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <SearchField
        focus
        label={say('searchDocument')}
        value={typed}
        change={type}
        settled={settled}
        takeFirst={() => void attach(items[0]?.key)}
      >
        <Loaded asked={asked}>
          {() =>
            items.length === 0 ? (
              <p className="quiet">{say(q === '' ? 'noDocuments' : 'searchNothing')}</p>
            ) : (
              <PickList label={say('documents')} items={items} pick={(key) => void attach(key)} disabled={busy} />
            )
          }
        </Loaded>
      </SearchField>
    </main>
  )
}
