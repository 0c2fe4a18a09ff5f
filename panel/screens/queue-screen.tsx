import { todoRoutes } from '@postakte/shared/api/todos'
import { useState } from 'react'
import { useAllTexts } from '../app/use-all-texts'

import { usePages } from '../app/use-answer'
import { useStanding } from '../app/use-standing'
import { Choice } from '../parts/field'
import { Listed } from '../parts/loaded'
import { ScreenTop } from '../parts/screen-top'
import { TodoCard } from '../parts/todo-card'

/** The mails that a person has to look at. */
export function QueueScreen() {
  const { say } = useAllTexts()
  const [order, setOrder] = useState<'waiting' | 'sender'>('waiting')
  const [whose, setWhose] = useState<'all' | 'mine' | 'teams' | 'unassigned'>('all')
  const pages = usePages(todoRoutes.listTodos, { query: { order, whose, limit: 20 } })
  const { standing, tidy } = useStanding(pages.items, `${order} ${whose}`)
  return (
    <main className="screen">
      <ScreenTop title={say('queue')} />
      <div className="form halves even">
        <Choice
          label={say('whose')}
          value={whose}
          change={setWhose}
          options={[
            ['all', say('whoseAll')],
            ['mine', say('whoseMine')],
            ['teams', say('whoseTeams')],
            ['unassigned', say('whoseNobody')],
          ]}
        />
        <Choice
          label={say('order')}
          value={order}
          change={setOrder}
          options={[
            ['waiting', say('orderWaiting')],
            ['sender', say('orderSender')],
          ]}
        />
      </div>
      <div onPointerLeave={tidy}>
        <Listed pages={{ ...pages, items: standing }} none={say('queueEmpty')}>
          {({ one, gone }) => <TodoCard key={one.id} todo={one} gone={gone} />}
        </Listed>
      </div>
      {standing && standing.length > 0 && pages.items?.length === 0 && <p className="quiet">{say('queueEmpty')}</p>}
    </main>
  )
}
