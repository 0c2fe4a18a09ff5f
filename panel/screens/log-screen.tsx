import { Button } from '@fluentui/react-components'
import type { ResultOf } from '@postakte/shared/api/route'
import type { api } from '@postakte/shared/api/routes'
import { type FormEvent, useState } from 'react'
import { type Place, useNavigation } from '../app/navigation'
import { keyOfPlace } from '../app/places'
import { useAllTexts } from '../app/use-all-texts'
import { callOf, useDeed } from '../app/use-deed'
import { Check } from '../parts/check'
import { Choice, Field, takesFocus } from '../parts/field'
import { ScreenTop } from '../parts/screen-top'
import { Trouble } from '../parts/trouble'

interface LogProps {
  readonly kind: 'call' | 'note'
  readonly places: readonly Place[]
}

const takeBack = ({ id, version }: ResultOf<(typeof api)['logActivity']>) =>
  callOf('deleteActivity', { params: { activityId: id }, body: { version } })

/** A call or a note; kept when the server is away. */
export function LogScreen({ kind, places }: LogProps) {
  const { back } = useNavigation()
  const { say, problem } = useAllTexts()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [direction, setDirection] = useState<'in' | 'out'>('in')
  const [minutes, setMinutes] = useState('')
  const [chosen, choose] = useState(places.slice(0, 1).map(keyOfPlace))
  const { busy, error, act } = useDeed()
  const under = places.filter((one) => chosen.includes(keyOfPlace(one))).map(({ ref }) => ref)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const common = { occurredAt: new Date().toISOString(), title, text, under }
    const body =
      kind === 'note'
        ? { kind: 'note' as const, ...common }
        : { kind: 'call' as const, direction, minutes: minutes === '' ? null : Number(minutes), ...common }
    const done = await act({ route: 'logActivity', input: { body }, label: title, done: say('logged', { title }), undo: takeBack })
    if (done) back()
  }
  const toggle = (key: string, on: boolean) => choose(on ? [...chosen, key] : chosen.filter((one) => one !== key))
  return (
    <main className="screen">
      <ScreenTop title={say(kind === 'call' ? 'logCall' : 'note')} focus={false} />
      <form className="card form" onSubmit={(event) => void submit(event)} aria-busy={busy}>
        <Field label={say('about')}>
          <input ref={takesFocus} required maxLength={200} value={title} onChange={({ target }) => setTitle(target.value)} />
        </Field>
        {kind === 'call' && (
          <div className="halves">
            <Choice
              label={say('direction')}
              value={direction}
              change={setDirection}
              options={[
                ['in', say('callIn')],
                ['out', say('callOut')],
              ]}
            />
            <Field label={say('minutes')}>
              <input type="number" min={0} max={100_000} value={minutes} onChange={({ target }) => setMinutes(target.value)} />
            </Field>
          </div>
        )}
        <Field label={say('text')}>
          <textarea rows={4} maxLength={100_000} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
        {places.length > 1 ? (
          <fieldset>
            <legend className="quiet">{say('under')}</legend>
            {places.map((place) => {
              const key = keyOfPlace(place)
              return <Check key={key} label={place.title} checked={chosen.includes(key)} change={(checked) => toggle(key, checked)} />
            })}
          </fieldset>
        ) : (
          <p className="quiet">{places[0]?.title}</p>
        )}
        {error !== null && <Trouble>{problem(error)}</Trouble>}
        <Button type="submit" appearance="primary" disabled={busy || under.length === 0}>
          {say('save')}
        </Button>
      </form>
    </main>
  )
}
