import { Button } from '@fluentui/react-components'
import type { ResultOf } from '@postakte/shared/api/route'
import { snippetRoutes } from '@postakte/shared/api/snippets'
import { type SnippetUse, useNavigation } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { useDeed } from '../app/use-deed'
import { Loaded } from './loaded'
import { Trouble } from './trouble'

type Filled = ResultOf<typeof snippetRoutes.fillSnippet>
interface SnippetPreviewProps {
  readonly snippetId: string
  readonly item: string
  readonly into: SnippetUse
  readonly about: { readonly contactId?: string; readonly caseId?: string }
  readonly close: () => void
}

/** How a snippet is taken; the words of its button, and what is said then. */
type Taken = 'insert' | 'answer' | 'answerAll'
const ways: Readonly<Record<SnippetUse, readonly Taken[]>> = { draft: ['insert'], answer: ['answer', 'answerAll'] }
const done = { insert: 'inserted', answer: 'answerOpen', answerAll: 'answerOpen' } as const

/** As it will stand in the draft. Escape goes back to the list. */
export function SnippetPreview({ snippetId, item, into, about, close }: SnippetPreviewProps) {
  const { session, host } = usePanel()
  const { back, tell } = useNavigation()
  const { say, problem } = useAllTexts()
  const params = { snippetId }
  const asked = useAnswer(snippetRoutes.fillSnippet, { params, body: about })
  const { busy, error, run } = useDeed()
  const take = async ({ html, text }: Filled, how: Taken) => {
    const taken = await run(async () => {
      if (how === 'insert') await host.insert(item, { html, text })
      else await host.reply(item, { all: how === 'answerAll', html })
      tell({ text: say(done[how]), undo: null })
    }, false)
    if (!taken) return
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
      <Loaded asked={asked}>
        {(filled) => <Preview filled={filled} ways={ways[into]} take={(how) => void take(filled, how)} busy={busy} />}
      </Loaded>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <Button size="small" appearance="subtle" onClick={close}>
        {say('otherSnippet')}
      </Button>
    </section>
  )
}

interface PreviewProps {
  readonly filled: Filled
  readonly ways: readonly Taken[]
  readonly take: (how: Taken) => void
  readonly busy: boolean
}

function Preview({ filled, ways: [first, ...others], take, busy }: PreviewProps) {
  const { say } = useAllTexts()
  return (
    <>
      <p className="lines">{filled.text}</p>
      {filled.unfilled.length > 0 && <p className="warn">{say('unfilled', { names: filled.unfilled.join(', ') })}</p>}
      <div className="row actions">
        <Button autoFocus appearance="primary" disabled={busy} onClick={() => take(first!)}>
          {say(first!)}
        </Button>
        {others.map((how) => (
          <Button key={how} disabled={busy} onClick={() => take(how)}>
            {say(how)}
          </Button>
        ))}
      </div>
    </>
  )
}
