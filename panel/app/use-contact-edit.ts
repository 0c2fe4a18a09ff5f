import { ApiProblem } from '@postakte/shared/api/client'
import { type Contact, contactRoutes } from '@postakte/shared/api/contacts'
import { useState } from 'react'
import { useNavigation } from './navigation'
import { useAllTexts } from './use-all-texts'
import { useDeed } from './use-deed'

/** A contact as it is typed. */
export interface ContactFields {
  readonly name: string
  readonly number: string
  readonly company: Contact['company']
  readonly owner: Contact['owner']
  readonly stage: Contact['stage']
  readonly active: boolean
  /** One a line. */
  readonly addresses: string
  readonly phones: string
  readonly note: string
}
export type FieldName = keyof ContactFields

const fieldsOf = ({ name, number, company, owner, stage, active, addresses, phones, note }: Contact): ContactFields => ({
  name,
  number: number ?? '',
  company,
  owner,
  stage,
  active,
  addresses: addresses.map(({ address }) => address).join('\n'),
  phones: phones.join('\n'),
  note: note ?? '',
})

const linesOf = (text: string) => text.split('\n').flatMap((line) => line.trim() || [])
const orNull = (text: string) => (text.trim() === '' ? null : text)

/** What the server is told of each field. */
const told = {
  name: ({ name }: ContactFields) => ({ name }),
  number: ({ number }: ContactFields) => ({ number: orNull(number) }),
  company: ({ company }: ContactFields) => ({ companyId: company?.id ?? null }),
  owner: ({ owner }: ContactFields) => ({ ownerId: owner?.id ?? null }),
  stage: ({ stage }: ContactFields) => ({ stage }),
  active: ({ active }: ContactFields) => ({ active }),
  addresses: ({ addresses }: ContactFields, before: Contact) => ({
    addresses: linesOf(addresses).map((address) => before.addresses.find((one) => one.address === address) ?? { address }),
  }),
  phones: ({ phones }: ContactFields) => ({ phones: linesOf(phones) }),
  note: ({ note }: ContactFields) => ({ note: orNull(note) }),
}
const names = Object.keys(told) as FieldName[]

/** Fields in which two states of a contact differ, as the server would see it. */
const differing = (one: ContactFields, other: ContactFields, before: Contact): readonly FieldName[] =>
  names.filter((name) => JSON.stringify(told[name](one, before)) !== JSON.stringify(told[name](other, before)))
const bodyOf = (fields: ContactFields, which: readonly FieldName[], before: Contact) => ({
  version: before.version,
  ...Object.assign({}, ...which.map((name) => told[name](fields, before))),
})

/**
 * Edits a contact: only what was changed is sent. When somebody else has changed the contact meanwhile, it is said what stands there
 * now; what was typed stays, and saving once more puts it on top of that.
 */
export function useContactEdit(contact: Contact) {
  const { back } = useNavigation()
  const { say } = useAllTexts()
  const [before, setBefore] = useState(contact)
  const [fields, setFields] = useState(() => fieldsOf(contact))
  /** What the other one changed. */
  const [theirs, setTheirs] = useState<readonly FieldName[]>([])
  const { busy, error, act } = useDeed()

  const meet = (now: Contact) => {
    const seen = fieldsOf(before)
    const mine = differing(fields, seen, before)
    setTheirs(differing(fieldsOf(now), seen, before))
    setFields({ ...fieldsOf(now), ...Object.fromEntries(mine.map((name) => [name, fields[name]])) })
    setBefore(now)
  }
  const save = async () => {
    const seen = fieldsOf(before)
    const changed = differing(fields, seen, before)
    if (changed.length === 0) return back()
    const params = { contactId: contact.id }
    const done = await act({
      route: 'changeContact',
      input: { params, body: bodyOf(fields, changed, before) },
      label: fields.name,
      done: say('contactChanged', { name: fields.name }),
      undo: ({ version }) => ({
        kind: 'call',
        route: 'changeContact',
        input: { params, body: { ...bodyOf(seen, changed, before), version } },
      }),
      refused: (problem) => {
        const now = currentOf(problem)
        if (now) meet(now)
      },
    })
    if (done) back()
  }
  const set = <K extends FieldName>(name: K, value: ContactFields[K]) => setFields({ ...fields, [name]: value })
  return { fields, set, save, busy, error, theirs, now: fieldsOf(before) }
}

/** The contact as it is now, when that is why the server refused. */
function currentOf(error: unknown): Contact | null {
  if (!(error instanceof ApiProblem) || error.code !== 'changed-meanwhile') return null
  try {
    return contactRoutes.getContact.answer.parse(error.answer.current)
  } catch {
    return null
  }
}
