import { opportunityRoutes } from '@postakte/shared/api/opportunities'
import { useState } from 'react'
import type { Place } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useMakeAndFile } from '../app/use-make-and-file'
import { useNewRecord } from '../app/use-new-record'
import type { ReadMail } from '../host/mail-host'
import { Field } from '../parts/field'
import { MakeForm } from '../parts/make-form'
import { TeamChoice } from '../parts/team-choice'

interface NewOpportunityProps {
  readonly mail: ReadMail
  readonly contact: Place | null
}

/** '12.400,50' and '12400.50' as the API takes them; null: nothing typed. */
export function amountOf(typed: string): string | null {
  const bare = typed.replace(/[\s'’]/g, '')
  if (bare === '') return null
  const [, whole, cents] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(bare)!
  return `${whole!.replace(/[.,]/g, '')}${cents === undefined ? '' : `.${cents}`}`
}

/** An opportunity of the open mail, which is filed there in the same click. */
export function NewOpportunityScreen({ mail, contact }: NewOpportunityProps) {
  const { session } = usePanel()
  const { say } = useAllTexts()
  const { me, title, setTitle, team, setTeam, teamId } = useNewRecord(mail)
  const [value, setValue] = useState('')
  const [expectedOn, setExpected] = useState('')
  const { busy, error, make } = useMakeAndFile(mail)
  const save = () => {
    const body = {
      title,
      contactId: contact?.ref.id ?? null,
      teamId,
      value: amountOf(value),
      expectedOn: expectedOn === '' ? null : expectedOn,
    }
    return make(
      body,
      async (idempotencyKey) => {
        const made = await session.ask(opportunityRoutes.makeOpportunity, { body }, { idempotencyKey })
        return { ref: { kind: 'opportunity', id: made.id }, title: made.title }
      },
      true,
    )
  }
  return (
    <MakeForm heading={say('newOpportunity')} contact={contact} title={title} setTitle={setTitle} save={save} busy={busy} error={error}>
      <Field label={say('value')}>
        <input inputMode="decimal" pattern="[\d\s.,'’]*" value={value} onChange={({ target }) => setValue(target.value)} />
      </Field>
      <Field label={say('expectedOn')}>
        <input type="date" value={expectedOn} onChange={({ target }) => setExpected(target.value)} />
      </Field>
      <TeamChoice teams={me?.teams ?? []} value={team} change={setTeam} />
    </MakeForm>
  )
}
