import { Button } from '@fluentui/react-components'
import type { FormEvent, ReactNode } from 'react'
import type { Place } from '../app/navigation'
import { useAllTexts } from '../app/use-all-texts'

import { Field, takesFocus } from './field'
import { ScreenTop } from './screen-top'
import { Trouble } from './trouble'

interface MakeFormProps {
  readonly heading: string
  readonly contact: Place | null
  readonly title: string
  readonly setTitle: (title: string) => void
  readonly save: () => Promise<unknown>
  readonly busy: boolean
  readonly error: unknown
  readonly children: ReactNode
}

/** What a new case and a new opportunity have in common. */
export function MakeForm({ heading, contact, title, setTitle, save, busy, error, children }: MakeFormProps) {
  const { say, problem } = useAllTexts()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <main className="screen">
      <ScreenTop title={heading} focus={false} />
      <form className="card form" onSubmit={submit} aria-busy={busy}>
        <Field label={say('title')}>
          <input ref={takesFocus} required maxLength={200} value={title} onChange={({ target }) => setTitle(target.value)} />
        </Field>
        {contact && <p className="quiet">{contact.title}</p>}
        {children}
        {error !== null && <Trouble>{problem(error)}</Trouble>}
        <Button type="submit" appearance="primary" disabled={busy}>
          {say('makeAndFile')}
        </Button>
      </form>
    </main>
  )
}
