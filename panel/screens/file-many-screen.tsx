import { Button } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { FileMany, type PlacedMail, type Step } from '../app/file-many'
import { usePanel, useSignal } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useOnce } from '../app/use-once'
import { ScreenTop } from '../parts/screen-top'
import { Trouble } from '../parts/trouble'

interface FileManyProps {
  readonly placed: readonly PlacedMail[]
  readonly wholeThread: boolean
}

/** Files many mails: how far it has come, what could not be filed and why, and the way back. */
export function FileManyScreen({ placed, wholeThread }: FileManyProps) {
  const parts = usePanel()
  const { say, problem } = useAllTexts()
  const cache = useQueryClient()
  const [many] = useState(() => new FileMany(parts, { placed, wholeThread }))
  const { running, steps } = useSignal(many.state)
  const { busy, error, once } = useOnce()
  const run = async () => {
    await many.run()
    void cache.invalidateQueries()
  }
  const takeBack = (only?: number) =>
    void once(async () => {
      await many.takeBack(only)
      void cache.invalidateQueries()
    })
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once, by the click that opened it
  useEffect(() => void run(), [])
  useEffect(() => parts.outbox.waiting.watch(() => void many.follow()), [parts.outbox, many])
  const count = (...asked: readonly Step['step'][]) => steps.filter(({ step }) => asked.includes(step)).length
  const [done, kept, failed, open] = [count('filed', 'there'), count('kept'), count('failed'), count('waiting', 'taken-back')]
  const waits = kept === 1 ? say('waitingOne') : say('waitingCount', { count: kept })
  const titles = [...new Set(placed.map(({ place }) => place.title))]
  const summary = [say('fileManyDone', { count: done, all: placed.length }), ...(kept > 0 ? [waits] : [])].join(' · ')
  return (
    <main className="screen">
      <ScreenTop title={say('fileManyTitle', { count: placed.length })} />
      <section aria-busy={running || busy}>
        <strong>{titles.length === 1 ? say('fileManyAt', { name: titles[0]! }) : say('fileManyPlaces', { count: titles.length })}</strong>
        <progress className="progress" value={done + kept} max={placed.length} aria-label={summary} />
        <p role={running ? undefined : 'status'}>{summary}</p>
        {error !== null && <Trouble>{problem(error)}</Trouble>}
        <div className="row actions">
          {running && <Button onClick={many.stop}>{say('fileManyStop')}</Button>}
          {!running && failed > 0 && <Button onClick={() => void run()}>{say('fileManyAgain', { count: failed + open })}</Button>}
          {!running && failed === 0 && open > 0 && <Button onClick={() => void run()}>{say('fileManyRest', { count: open })}</Button>}
          {!running && count('filed', 'kept') > 0 && (
            <Button disabled={busy} onClick={() => takeBack()}>
              {say('fileManyBack')}
            </Button>
          )}
        </div>
      </section>
      <section aria-label={say('selectedMails')}>
        <ul className="plain filed">
          {placed.map(({ mail: { key, subject }, place }, at) => (
            <MailStep
              key={key}
              subject={subject}
              place={titles.length > 1 ? place.title : null}
              step={steps[at]!}
              takeBack={running || busy ? null : () => takeBack(at)}
            />
          ))}
        </ul>
      </section>
    </main>
  )
}

interface MailStepProps {
  readonly subject: string
  /** Null: all go to one. */
  readonly place: string | null
  readonly step: Step
  /** Null: not now. */
  readonly takeBack: (() => void) | null
}

function MailStep({ subject, place, step, takeBack }: MailStepProps) {
  const { say } = useAllTexts()
  const back = say('fileManyBackOne', { subject })
  return (
    <li>
      <span>
        <strong>{subject}</strong>{' '}
        <span className={place === null ? undefined : 'below'}>
          {place !== null && <span>{say('stepAt', { name: place })} · </span>}
          <StepText step={step} />
        </span>
      </span>
      {(step.step === 'filed' || step.step === 'kept') && (
        <Button size="small" appearance="subtle" disabled={!takeBack} aria-label={back} title={back} onClick={() => takeBack?.()}>
          ×
        </Button>
      )}
    </li>
  )
}

const texts = {
  waiting: 'stepWaiting',
  filing: 'stepFiling',
  there: 'stepThere',
  kept: 'stepKept',
  'taken-back': 'stepTakenBack',
} as const

function StepText({ step }: { readonly step: Step }) {
  const { say, problem } = useAllTexts()
  if (step.step === 'failed') return <span className="bad">{problem(step.error)}</span>
  if (step.step !== 'filed') return <span className="quiet">{say(texts[step.step])}</span>
  const others = step.made.length - 1
  return <span className="quiet">✓ {others > 0 ? say('stepFiledMore', { count: others }) : say('stepFiled')}</span>
}
