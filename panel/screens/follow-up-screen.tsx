import { Button, ToggleButton } from '@fluentui/react-components'
import type { ResultOf } from '@postakte/shared/api/route'
import type { api } from '@postakte/shared/api/routes'
import { type FormEvent, useState } from 'react'
import { inDays, quickDays } from '../app/days'
import { type FollowUpPlace, useNavigation } from '../app/navigation'
import { keyOfPlace } from '../app/places'
import { useAllTexts } from '../app/use-all-texts'
import { callOf, useDeed } from '../app/use-deed'
import { Check } from '../parts/check'
import { Choice, Field, takesFocus } from '../parts/field'
import { ScreenTop } from '../parts/screen-top'
import { Trouble } from '../parts/trouble'

/** The server deletes none: it is done, then. */
const takeBack = ({ id, version }: ResultOf<(typeof api)['makeFollowUp']>) =>
  callOf('finishFollowUp', { params: { followUpId: id }, body: { version } })

/** Comes back to it on a day; kept when the server is away. */
export function FollowUpScreen({ places }: { readonly places: readonly FollowUpPlace[] }) {
  const { back } = useNavigation()
  const { say, problem, day } = useAllTexts()
  const [text, setText] = useState('')
  const [dueOn, setDue] = useState(() => inDays(1))
  const [at, setAt] = useState(() => keyOfPlace(places[0]!))
  const [onlyWithoutAnswer, setOnly] = useState(false)
  const { busy, error, act } = useDeed()
  const place = places.find((one) => keyOfPlace(one) === at)!
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const body = { at: { ...place.ref }, dueOn, text, onlyWithoutAnswer }
    const done = say('followUpMade', { day: day(dueOn) })
    if (await act({ route: 'makeFollowUp', input: { body }, label: text, done, undo: takeBack })) back()
  }
  return (
    <main className="screen">
      <ScreenTop title={say('followUp')} focus={false} />
      <form className="card form" onSubmit={(event) => void submit(event)} aria-busy={busy}>
        <Field label={say('whatToDo')}>
          <input ref={takesFocus} required maxLength={2_000} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        <div className="row">
          {quickDays.map(([name, days]) => (
            <ToggleButton key={name} size="small" checked={dueOn === inDays(days)} onClick={() => setDue(inDays(days))}>
              {say(name)}
            </ToggleButton>
          ))}
        </div>
        <Field label={say('dueOn')}>
          <input type="date" required min={inDays(0)} value={dueOn} onChange={({ target }) => setDue(target.value)} />
        </Field>
        {places.length > 1 ? (
          <Choice label={say('under')} value={at} change={setAt} options={places.map((one) => [keyOfPlace(one), one.title] as const)} />
        ) : (
          <p className="quiet">{place.title}</p>
        )}
        <Check label={say('onlyWithoutAnswer')} checked={onlyWithoutAnswer} change={(checked) => setOnly(checked)} />
        {error !== null && <Trouble>{problem(error)}</Trouble>}
        <Button type="submit" appearance="primary" disabled={busy}>
          {say('save')}
        </Button>
      </form>
    </main>
  )
}
