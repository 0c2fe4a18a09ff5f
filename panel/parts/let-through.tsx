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
  readonly check: DraftCheck
  readonly open: readonly SendingFinding[]
  readonly words: Readonly<Record<keyof typeof deDraft, string>>
}

/** The user has the last word, and says why; the next sending is not held up for the same. */
export function LetThrough({ check: { note, answer, keep }, open, words }: LetThroughProps) {
  const { problem } = useTexts()
  const [reason, setReason] = useState('')
  const { busy, error, act } = useDeed()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const passed = open.map(findingKey)
    const input = { body: { caseId: answer?.case?.id ?? null, passed, reason } }
    if (await act({ route: 'letThrough', input, label: words.passing, done: words.passed }))
      await keep({ ...note, passed: [...note.passed, ...passed] })
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)} aria-busy={busy}>
      <Field label={words.reason}>
        <textarea rows={2} required maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <Button type="submit" size="small" disabled={busy || reason.trim() === ''}>
        {words.pass}
      </Button>
    </form>
  )
}
