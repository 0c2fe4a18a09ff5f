import { Button } from '@fluentui/react-components'
import { findingKey, type SendingFinding } from '@postakte/shared/sending/findings'
import type { deDraft } from '@postakte/shared/texts/de-draft'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../app/panel-context'
import { useDeed } from '../app/use-deed'
import type { DraftCheck } from '../app/use-draft-check'
import { Field } from './field'
import { Trouble } from './trouble'

interface LetThroughProps {
  /** Sends it as soon as it is let through; absent: the user does so himself. */
  readonly send?: (() => Promise<void>) | undefined
  readonly check: DraftCheck
  readonly open: readonly SendingFinding[]
  readonly words: Readonly<Record<keyof typeof deDraft, string>>
}

/** The user has the last word, and says why; the next sending is not held up for the same. */
export function LetThrough({ check: { note, answer, keep }, open, words, send }: LetThroughProps) {
  const { problem } = useTexts()
  const [reason, setReason] = useState('')
  const { busy, error, run, act } = useDeed()
  const pass = async (): Promise<boolean> => {
    const passed = open.map(findingKey)
    const input = { body: { caseId: answer?.case?.id ?? null, passed, reason } }
    const isPassed = await act({ route: 'letThrough', input, label: words.passing, done: words.passed })
    if (isPassed) await keep({ ...note, passed: [...note.passed, ...passed] })
    return isPassed
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if ((await pass()) && send) await run(send)
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)} aria-busy={busy}>
      <Field label={words.reason}>
        <textarea rows={2} required maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <div className="row">
        <Button type="submit" size="small" appearance={send ? 'primary' : 'secondary'} disabled={busy || reason.trim() === ''}>
          {send ? words.passAndSend : words.pass}
        </Button>
        {send && (
          <Button size="small" disabled={busy || reason.trim() === ''} onClick={() => void pass()}>
            {words.passOnly}
          </Button>
        )}
      </div>
    </form>
  )
}
