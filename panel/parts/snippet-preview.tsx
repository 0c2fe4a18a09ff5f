import { Button } from '@fluentui/react-components'
import type { ResultOf } from '@postakte/shared/api/route'
import { snippetRoutes } from '@postakte/shared/api/snippets'
import { useNavigation } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { useDeed } from '../app/use-deed'
import { Loaded } from './loaded'
import { Trouble } from './trouble'

type Filled = ResultOf<typeof snippetRoutes.fillSnippet>
interface SnippetPreviewProps {
  readonly snippetId: string
  readonly draft: string
  readonly about: { readonly contactId?: string; readonly caseId?: string }
  readonly close: () => void
}

/** As it will stand in the draft. Escape goes back to the list. */
export function SnippetPreview({ snippetId, draft, about, close }: SnippetPreviewProps) {
  const { session, host } = usePanel()
  const { back, tell } = useNavigation()
  const { say, problem } = useAllTexts()
  const params = { snippetId }
  const asked = useAnswer(snippetRoutes.fillSnippet, { params, body: about })
  const { busy, error, run } = useDeed()
  const insert = async ({ html, text }: Filled) => {
    const inserted = await run(async () => {
      await host.insert(draft, { html, text })
      tell({ text: say('inserted'), undo: null })
    }, false)
    if (!inserted) return
    back()
    // It only counts the use; that it could not be counted disturbs nobody.
    session.ask(snippetRoutes.fillSnippet, { params, body: { ...about, inserted: true } }).catch(() => {})
  }
  return (
    <section
      className="card"
      aria-label={say('preview')}
      aria-busy={busy}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        close()
      }}
    >
      <Loaded asked={asked}>{(filled) => <Preview filled={filled} insert={() => void insert(filled)} busy={busy} />}</Loaded>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <Button size="small" appearance="subtle" onClick={close}>
        {say('otherSnippet')}
      </Button>
    </section>
  )
}

function Preview({ filled, insert, busy }: { readonly filled: Filled; readonly insert: () => void; readonly busy: boolean }) {
  const { say } = useAllTexts()
  return (
    <>
      <p className="lines">{filled.text}</p>
      {filled.unfilled.length > 0 && <p className="warn">{say('unfilled', { names: filled.unfilled.join(', ') })}</p>}
      <Button autoFocus appearance="primary" disabled={busy} onClick={insert}>
        {say('insert')}
      </Button>
    </>
  )
}
