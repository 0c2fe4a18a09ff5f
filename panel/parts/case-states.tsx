import { Button } from '@fluentui/react-components'
import type { CaseRecord } from '@postakte/shared/api/case-shapes'
import { meRoutes } from '@postakte/shared/api/me'
import { useNavigation } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

import { useAnswer } from '../app/use-answer'
import { callOf, useDeed } from '../app/use-deed'
import { Trouble } from './trouble'

/** What can be made of a case as it stands; each is taken back by one click. */
export function CaseStates({ record: { id, title, status, assignee, version, mergedInto } }: { readonly record: CaseRecord }) {
  const { say, problem } = useAllTexts()
  const { open } = useNavigation()
  const { busy, error, act } = useDeed()
  const me = useAnswer(meRoutes.getMe, {}).data
  const params = { caseId: id }
  if (mergedInto || status === 'archived') return null
  const seen = { params, body: { version } }
  const [label, back] = [title, { params, query: {} }]
  const close = () =>
    act({ route: 'closeCase', input: seen, label, done: say('closedNow', { title }), undo: () => callOf('reopenCase', back) })
  const reopen = () =>
    act({
      route: 'reopenCase',
      input: { params, query: { version } },
      label,
      done: say('reopenedNow', { title }),
      undo: () => callOf('closeCase', { params, body: {} }),
    })
  const wait = () =>
    act({ route: 'waitForCustomer', input: seen, label, done: say('waitsNow', { title }), undo: () => callOf('waitNoLonger', back) })
  const waitNoLonger = () =>
    act({
      route: 'waitNoLonger',
      input: { params, query: { version } },
      label,
      done: say('reopenedNow', { title }),
      undo: () => callOf('waitForCustomer', { params, body: {} }),
    })
  const takeOver = () =>
    act({
      route: 'takeCaseOver',
      input: seen,
      label,
      done: say('taken', { title }),
      undo: (now) => callOf('assignCase', { params, body: { version: now.version, assigneeId: assignee?.id ?? null } }),
    })
  const assign = () => open({ at: 'assign', caseId: id })
  const deeds = [
    ...(status === 'open' ? [['waitForCustomer', wait] as const] : []),
    ...(status === 'waiting' ? [['waitNoLonger', waitNoLonger] as const] : []),
    status === 'closed' ? (['reopen', reopen] as const) : (['closeCase', close] as const),
    ...(me && assignee?.id !== me.id ? [['takeOver', takeOver] as const] : []),
    ['assign', assign] as const,
  ]
  return (
    <>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <div className="row actions">
        {deeds.map(([name, deed]) => (
          <Button key={name} size="small" disabled={busy} onClick={() => void deed()}>
            {say(name)}
          </Button>
        ))}
      </div>
    </>
  )
}
