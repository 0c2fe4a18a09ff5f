import { Button } from '@fluentui/react-components'
import { contactRoutes } from '@postakte/shared/api/contacts'
import { type FormEvent, useState } from 'react'
import { usePanel } from '../app/panel-context'
import { useAllTexts } from '../app/use-all-texts'
import { useMakeAndFile } from '../app/use-make-and-file'
import type { ReadMail } from '../host/mail-host'
import type { Drafted } from '../screens/new-contact-screen'
import { Choice, Field, takesFocus } from './field'
import { Trouble } from './trouble'

export function NewContactForm({ mail, drafted: { draft, companies, known } }: { readonly mail: ReadMail; readonly drafted: Drafted }) {
  const { session } = usePanel()
  const { say, problem } = useAllTexts()
  const [kind, setKind] = useState(draft.kind)
  const [name, setName] = useState(draft.name)
  const [companyId, setCompany] = useState(companies[0]?.id ?? '')
  const [phones, setPhones] = useState(draft.phones.join('\n'))
  const [stage, setStage] = useState<'customer' | 'lead'>('customer')
  const { busy, error, make } = useMakeAndFile(mail)
  const save = (file: boolean) => {
    const body = {
      kind,
      name,
      stage,
      companyId: kind === 'company' || companyId === '' ? null : companyId,
      addresses: [{ address: draft.address, role: draft.role }],
      phones: phones.split('\n').flatMap((one) => one.trim() || []),
    }
    const made = async (idempotencyKey: string) => {
      const contact = await session.ask(contactRoutes.makeContact, { body }, { idempotencyKey })
      return { ref: { kind: 'contact' as const, id: contact.id }, title: contact.name }
    }
    void make(body, made, file)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(true)
  }
  const unlisted = draft.companyName !== '' && companies.length === 0 && kind === 'person'
  return (
    <form className="card form" onSubmit={submit} aria-busy={busy}>
      {known.length > 0 && <p className="warn">{say('addressKnown', { names: known.map((one) => one.name).join(', ') })}</p>}
      <Field label={say('name')}>
        <input ref={takesFocus} required maxLength={300} value={name} onChange={({ target }) => setName(target.value)} />
      </Field>
      <p className="quiet">{draft.address}</p>
      <Choice
        label={say('kind')}
        value={kind}
        change={setKind}
        options={[
          ['person', say('person')],
          ['company', say('company')],
        ]}
      />
      {kind === 'person' && companies.length > 0 && (
        <Choice
          label={say('company')}
          value={companyId}
          change={setCompany}
          options={[...companies.map((one) => [one.id, one.name] as const), ['', say('noCompany')]]}
        />
      )}
      {unlisted && <p className="quiet">{say('signatureCompany', { name: draft.companyName })}</p>}
      <Field label={say('phones')}>
        <textarea rows={2} value={phones} onChange={({ target }) => setPhones(target.value)} />
      </Field>
      <Choice
        label={say('stage')}
        value={stage}
        change={setStage}
        options={[
          ['customer', say('customer')],
          ['lead', say('lead')],
        ]}
      />
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      <div className="row">
        <Button type="submit" appearance="primary" disabled={busy}>
          {say('makeAndFile')}
        </Button>
        <Button appearance="subtle" disabled={busy} onClick={() => save(false)}>
          {say('makeOnly')}
        </Button>
      </div>
    </form>
  )
}
