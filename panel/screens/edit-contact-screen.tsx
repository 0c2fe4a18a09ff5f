import { Button } from '@fluentui/react-components'
import { type Contact, contactRoutes } from '@postakte/shared/api/contacts'
import { peopleRoutes } from '@postakte/shared/api/people'
import type { FormEvent } from 'react'
import { useAllTexts } from '../app/use-all-texts'
import { useAnswer } from '../app/use-answer'
import { type ContactFields, type FieldName, useContactEdit } from '../app/use-contact-edit'
import { Check } from '../parts/check'
import { Choice, Field, takesFocus } from '../parts/field'
import { FindTarget } from '../parts/find-target'
import { Loaded } from '../parts/loaded'
import { ScreenTop } from '../parts/screen-top'
import { Trouble } from '../parts/trouble'

export function EditContactScreen({ id }: { readonly id: string }) {
  const { say } = useAllTexts()
  const asked = useAnswer(contactRoutes.getContact, { params: { contactId: id } })
  return (
    <main className="screen">
      <ScreenTop title={say('editContact')} focus={false} />
      <Loaded asked={asked}>{(contact) => <Form contact={contact} />}</Loaded>
    </main>
  )
}

function Form({ contact }: { readonly contact: Contact }) {
  const { say, problem } = useAllTexts()
  const { fields, set, save, busy, error, theirs, now } = useContactEdit(contact)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <form className="card form" onSubmit={submit} aria-busy={busy}>
      <Field label={say('name')}>
        <input ref={takesFocus} required maxLength={300} value={fields.name} onChange={({ target }) => set('name', target.value)} />
      </Field>
      <div className="halves even">
        <Field label={say('customerNumber')}>
          <input inputMode="numeric" maxLength={40} value={fields.number} onChange={({ target }) => set('number', target.value)} />
        </Field>
        <Choice
          label={say('stage')}
          value={fields.stage}
          change={(stage) => set('stage', stage)}
          options={[
            ['customer', say('customer')],
            ['lead', say('lead')],
          ]}
        />
      </div>
      {contact.kind === 'person' && <Company company={fields.company} change={(company) => set('company', company)} />}
      <Field label={say('addresses')}>
        <textarea rows={2} value={fields.addresses} onChange={({ target }) => set('addresses', target.value)} />
      </Field>
      <Field label={say('phones')}>
        <textarea rows={2} value={fields.phones} onChange={({ target }) => set('phones', target.value)} />
      </Field>
      <Owner owner={fields.owner} change={(owner) => set('owner', owner)} />
      <Field label={say('note')}>
        <textarea rows={3} maxLength={10_000} value={fields.note} onChange={({ target }) => set('note', target.value)} />
      </Field>
      <Check label={say('stillActive')} checked={fields.active} change={(checked) => set('active', checked)} />
      {error !== null && <Trouble>{problem(error)}</Trouble>}
      {theirs.length > 0 && <Theirs names={theirs} now={now} />}
      <Button type="submit" appearance="primary" disabled={busy}>
        {say(theirs.length > 0 ? 'saveOnTop' : 'save')}
      </Button>
    </form>
  )
}

interface CompanyProps {
  readonly company: ContactFields['company']
  readonly change: (company: ContactFields['company']) => void
}

function Company({ company, change }: CompanyProps) {
  const { say } = useAllTexts()
  return (
    <fieldset>
      <legend className="quiet">{say('company')}</legend>
      <div className="line apart">
        <span>{company?.name ?? say('noCompany')}</span>
        {company && (
          <Button size="small" appearance="subtle" onClick={() => change(null)}>
            {say('noCompany')}
          </Button>
        )}
      </div>
      <FindTarget
        label={say('searchCompany')}
        only="company"
        pick={({ ref, title }) => change({ id: ref.id, kind: 'company', name: title, number: null })}
      />
    </fieldset>
  )
}

interface OwnerProps {
  readonly owner: ContactFields['owner']
  readonly change: (owner: ContactFields['owner']) => void
}

function Owner({ owner, change }: OwnerProps) {
  const { say } = useAllTexts()
  const { data } = useAnswer(peopleRoutes.listUsers, { query: { limit: 200 } })
  const others = (data?.items ?? []).filter(({ id }) => id !== owner?.id)
  const users = [...(owner ? [owner] : []), ...others]
  return (
    <Choice
      label={say('ownerChoice')}
      value={String(owner?.id ?? '')}
      change={(id) => change(users.find((one) => String(one.id) === id) ?? null)}
      options={[['', say('noOwner')], ...users.map(({ id, name }) => [String(id), name] as const)]}
    />
  )
}

const labels = {
  name: 'name',
  number: 'customerNumber',
  company: 'company',
  owner: 'ownerChoice',
  stage: 'stage',
  active: 'stillActive',
  addresses: 'addresses',
  phones: 'phones',
  note: 'note',
} as const

/** What the other one made of it. */
function Theirs({ names, now }: { readonly names: readonly FieldName[]; readonly now: ContactFields }) {
  const { say } = useAllTexts()
  const shown = (name: FieldName) => {
    const value = now[name]
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no')
    const text = name === 'stage' ? say(now.stage) : typeof value === 'string' ? value : (value?.name ?? '')
    return text === '' ? '–' : text
  }
  return (
    <div className="presence answering" role="status">
      {say('nowThere')}
      <ul className="plain">
        {names.map((name) => (
          <li key={name} className="lines">
            <span className="quiet">{say(labels[name])}:</span> {shown(name)}
          </li>
        ))}
      </ul>
    </div>
  )
}
