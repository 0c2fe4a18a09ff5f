import { Button } from '@fluentui/react-components'
import type { ResultOf } from '@postakte/shared/api/route'
import type { todoRoutes } from '@postakte/shared/api/todos'
import { type MouseEvent, useLayoutEffect, useRef } from 'react'
import { useAllTexts } from '../app/use-all-texts'

import { callOf, useDeed } from '../app/use-deed'
import { FindTarget } from './find-target'
import { PickList } from './pick-list'
import { targetOf } from './record'
import type { Target } from './targets'
import { Trouble } from './trouble'

export type Todo = ResultOf<typeof todoRoutes.listTodos>['items'][number]

interface TodoProps {
  readonly todo: Todo
  /** It stands in this list no longer. */
  readonly gone: boolean
}

/** One mail of the queue: filed by one click where it may belong, taken over, or done without. */
export function TodoCard({ todo: { id, mail, waitingSince, team, assignee, candidates, why, version }, gone }: TodoProps) {
  const { say, when, problem } = useAllTexts()
  const { busy, error, act } = useDeed()
  const onward = useOnward(gone)
  const targets = candidates.map((record) => targetOf(record, say))
  const here = { params: { todoId: id }, body: { version } }
  const file = ({ ref, title }: Target) =>
    void act({
      route: 'fileMails',
      input: { body: { mails: [{ id: mail.id }], targets: [{ ...ref }] } },
      label: `${mail.subject} → ${title}`,
      done: say('filedNow', { name: title }),
      undo: ({ results }) => {
        const made = results.flatMap(({ filings }) => filings).filter(({ target }) => target.kind === ref.kind && target.id === ref.id)
        return callOf('removeFilings', { body: { filings: made.map((one) => one.id) } })
      },
    })
  const take = () => void act({ route: 'takeTodo', input: here, label: mail.subject, done: say('taken', { title: mail.subject }) })
  const finish = () =>
    void act({
      route: 'finishTodo',
      input: here,
      label: mail.subject,
      done: say('doneWith', { title: mail.subject }),
      undo: () => callOf('reopenTodo', { params: { todoId: id } }),
    })
  return (
    <li className={gone ? 'card gone' : 'card'} aria-busy={busy} {...onward}>
      {gone && <p className="over">{say('noLongerHere')}</p>}
      <div inert={gone}>
        <strong>{mail.from.name || mail.from.address}</strong> <span className="quiet">{when(waitingSince)}</span>
        <p>{mail.subject}</p>
        <p className="quiet preview">{mail.preview}</p>
        <p className="quiet">{[assignee?.name ?? say('nobody'), team?.name].filter((one) => one).join(' · ')}</p>
        {error !== null && <Trouble>{problem(error)}</Trouble>}
        {targets.length > 0 && (
          <PickList label={say('fileTo')} items={targets} disabled={busy} pick={(key) => file(targets.find((one) => one.key === key)!)} />
        )}
        <details>
          <summary className="quiet">{say('fileElsewhere')}</summary>
          <FindTarget pick={file} />
          {why.map((sentence) => (
            <p key={sentence} className="quiet">
              {sentence}
            </p>
          ))}
        </details>
        <div className="row">
          <Button size="small" disabled={busy} onClick={take}>
            {say('takeOver')}
          </Button>
          <Button size="small" appearance="subtle" disabled={busy} onClick={finish}>
            {say('nothingToFile')}
          </Button>
        </div>
      </div>
    </li>
  )
}

/** Who works by keys goes on with the next one when this one is done. */
function useOnward(gone: boolean) {
  const card = useRef<HTMLLIElement>(null)
  const byKey = useRef(false)
  useLayoutEffect(() => {
    if (!gone || !byKey.current) return
    let next = card.current?.nextElementSibling
    while (next?.classList.contains('gone')) next = next.nextElementSibling
    next?.querySelector('button')?.focus()
  }, [gone])
  const onClickCapture = ({ detail }: MouseEvent) => {
    byKey.current = detail === 0
  }
  return { ref: card, onClickCapture }
}
