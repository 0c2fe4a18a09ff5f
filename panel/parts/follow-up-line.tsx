import { Button } from '@fluentui/react-components'
import type { followUpRoutes } from '@postakte/shared/api/follow-ups'
import type { ResultOf } from '@postakte/shared/api/route'
import { inDays } from '../app/days'
import { useAllTexts } from '../app/use-all-texts'

import { callOf, useDeed } from '../app/use-deed'
import { Link } from './link'
import { targetOf } from './record'
import { Trouble } from './trouble'

export type FollowUp = ResultOf<typeof followUpRoutes.listFollowUps>['items'][number]

export function FollowUpLine({ followUp: { id, at, text, dueOn, state, team, user, version } }: { readonly followUp: FollowUp }) {
  const { say, day, problem } = useAllTexts()
  const { busy, error, act } = useDeed()
  const params = { followUpId: id }
  const finish = () =>
    void act({
      route: 'finishFollowUp',
      input: { params, body: { version } },
      label: text,
      done: say('doneWith', { title: text }),
      undo: () => callOf('reopenFollowUp', { params }),
    })
  const later = (dueLater: string) =>
    void act({
      route: 'changeFollowUp',
      input: { params, body: { version, dueOn: dueLater } },
      label: text,
      done: say('followUpMade', { day: day(dueLater) }),
      undo: (changed) => callOf('changeFollowUp', { params, body: { version: changed.version, dueOn } }),
    })
  return (
    <li className="card" aria-busy={busy}>
      <strong>{text}</strong>
      <p>
        <At at={at} />
      </p>
      <p className={state === 'overdue' ? 'bad' : 'quiet'}>
        {[state === 'overdue' ? say('overdueSince', { day: day(dueOn) }) : day(dueOn), user?.name ?? team?.name]
          .filter((one) => one)
          .join(' · ')}
      </p>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <div className="row">
        <Button size="small" disabled={busy} onClick={finish}>
          {say('finished')}
        </Button>
        <Button size="small" appearance="subtle" disabled={busy} onClick={() => later(inDays(1))}>
          {say('tomorrow')}
        </Button>
        <Button size="small" appearance="subtle" disabled={busy} onClick={() => later(inDays(7))}>
          {say('nextWeek')}
        </Button>
      </div>
    </li>
  )
}

function At({ at }: { readonly at: FollowUp['at'] }) {
  const { say } = useAllTexts()
  if (at.kind === 'mail') return at.mail.subject
  const { ref, title } = targetOf(at, say)
  return <Link to={{ at: ref.kind, id: ref.id }}>{title}</Link>
}
