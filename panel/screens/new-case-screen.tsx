import { casesRoutes } from '@postakte/shared/api/cases'
import { useState } from 'react'
import type { Place } from '../app/navigation'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useMakeAndFile } from '../app/use-make-and-file'
import { useNewRecord } from '../app/use-new-record'
import type { ReadMail } from '../host/mail-host'
import { Check } from '../parts/check'
import { Choice } from '../parts/field'
import { MakeForm } from '../parts/make-form'
import { TeamChoice } from '../parts/team-choice'

interface NewCaseProps {
  readonly mail: ReadMail
  readonly contact: Place | null
}

/** A case of the open mail, which is filed there in the same click. */
export function NewCaseScreen({ mail, contact }: NewCaseProps) {
  const { session } = usePanel()
  const { say } = useAllTexts()
  const { me, title, setTitle, team, setTeam, teamId } = useNewRecord(mail)
  const [type, setType] = useState<'case' | 'inquiry'>('case')
  const [mine, setMine] = useState(true)
  const { busy, error, make } = useMakeAndFile(mail)
  const save = () => {
    const body = {
      title,
      type,
      contactId: contact?.ref.id ?? null,
      teamId,
      assigneeId: mine && me ? me.id : null,
    }
    return make(
      body,
      async (idempotencyKey) => {
        const made = await session.ask(casesRoutes.makeCase, { body }, { idempotencyKey })
        return { ref: { kind: 'case', id: made.id }, title: made.title }
      },
      true,
    )
  }
  return (
    <MakeForm heading={say('newCase')} contact={contact} title={title} setTitle={setTitle} save={save} busy={busy} error={error}>
      <Choice
        label={say('kind')}
        value={type}
        change={setType}
        options={[
          ['case', say('case')],
          ['inquiry', say('inquiry')],
        ]}
      />
      <TeamChoice teams={me?.teams ?? []} value={team} change={setTeam} />
      <Check label={say('mine')} checked={mine} change={(checked) => setMine(checked)} />
    </MakeForm>
  )
}
