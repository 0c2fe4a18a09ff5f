import { todoRoutes } from '@postakte/shared/api/todos'
import { useState } from 'react'
import { useAllTexts } from '../app/use-all-texts'

import { usePages } from '../app/use-answer'
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
      <Listed pages={pages} none={say('queueEmpty')}>
        {(todo) => <TodoCard key={todo.id} todo={todo} />}
      </Listed>
    </main>
  )
}
