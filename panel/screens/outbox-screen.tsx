import { Button } from '@fluentui/react-components'
import { Problem } from '@postakte/shared/model/problem'
import { usePanel, useSignal } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { ScreenTop } from '../parts/screen-top'

export function OutboxScreen() {
  const { outbox } = usePanel()
  const { say, when, problem } = useAllTexts()
  const waiting = useSignal(outbox.waiting)
  return (
    <main className="screen">
      <ScreenTop title={say('outboxTitle')} />
      {waiting.length === 0 && <p>{say('outboxEmpty')}</p>}
      <ul className="plain">
        {waiting.map(({ key, label, since, refused }) => (
          <li key={key} className="card">
            <strong>{label}</strong> <span className="quiet">{when(since)}</span>
            {refused && <p className="bad">{say('outboxRefused', { reason: problem(new Problem(refused.code, refused.facts)) })}</p>}
            <div className="row">
              {refused && <Button onClick={() => void outbox.tryAgain(key)}>{say('again')}</Button>}
              <Button appearance="subtle" onClick={() => void outbox.letGo(key)}>
                {say('letGo')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {waiting.some(({ refused }) => refused === null) && (
        <Button appearance="primary" onClick={() => void outbox.send()}>
          {say('outboxSend')}
        </Button>
      )}
    </main>
  )
}
