import { Button } from '@fluentui/react-components'
import type { ResultOf } from '@postakte/shared/api/route'
import { sessionRoutes } from '@postakte/shared/api/sessions'
import { useNavigation } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useDeed } from '../app/use-deed'
import { Trouble } from './trouble'

type Session = ResultOf<typeof sessionRoutes.listSessions>['items'][number]

/** Ended at once or not at all: nothing that waits for the server. */
export function Sessions({ sessions }: { readonly sessions: readonly Session[] }) {
  const { session } = usePanel()
  const { tell } = useNavigation()
  const { say, when, problem } = useAllTexts()
  const { busy, error, run } = useDeed()
  const ended = (work: () => Promise<unknown>) =>
    void run(async () => {
      await work()
      tell({ text: say('sessionEnded'), undo: null })
    })
  return (
    <>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <ul className="plain">
        {sessions.map(({ id, name, createdAt, usedAt, current }) => (
          <li key={id} className="line apart">
            <span>
              {name} <span className="quiet">{current ? say('thisSession') : when(usedAt ?? createdAt)}</span>
            </span>
            {!current && (
              <Button
                size="small"
                disabled={busy}
                aria-label={say('endSession', { name })}
                onClick={() => ended(() => session.ask(sessionRoutes.endSession, { params: { sessionId: id } }))}
              >
                {say('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.filter((one) => !one.current).length > 1 && (
        <Button size="small" disabled={busy} onClick={() => ended(() => session.ask(sessionRoutes.endOtherSessions, {}))}>
          {say('endOthers')}
        </Button>
      )}
    </>
  )
}
