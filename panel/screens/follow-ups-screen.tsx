import { followUpRoutes } from '@postakte/shared/api/follow-ups'
import { useState } from 'react'
import { useAllTexts } from '../app/use-all-texts'

import { usePages } from '../app/use-answer'
import { Choice } from '../parts/field'
import { FollowUpLine } from '../parts/follow-up-line'
import { Listed } from '../parts/loaded'
import { ScreenTop } from '../parts/screen-top'

/** What is due for me, my teams, and those whom I stand in for. */
export function FollowUpsScreen() {
  const { say } = useAllTexts()
  const [state, setState] = useState<'due' | 'open'>('due')
  const pages = usePages(followUpRoutes.listFollowUps, { query: { state, limit: 20 } })
  return (
    <main className="screen">
      <ScreenTop title={say('followUps')} />
      <div className="form">
        <Choice
          label={say('which')}
          value={state}
          change={setState}
          options={[
            ['due', say('whichDue')],
            ['open', say('whichOpen')],
          ]}
        />
      </div>
      <Listed pages={pages} none={say(state === 'due' ? 'nothingDue' : 'noFollowUps')}>
        {(followUp) => <FollowUpLine key={followUp.id} followUp={followUp} />}
      </Listed>
    </main>
  )
}
