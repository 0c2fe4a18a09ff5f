import type { Contact, ContactChanges, NewContact } from '@postakte/shared/api/contacts'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { violatedUnique } from '../db/violation'
import { given } from '../http/given'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { setAddresses, setPhones } from './details'
import { seeContact } from './load'
import { numberTaken } from './number-taken'
import { requireCompany, requireUser } from './references'

/** What is not given stays. An edit of an older version is refused with the contact as it is now. */
export async function changeContact(tx: Query, me: Acting, contactId: string, changes: ContactChanges): Promise<Contact> {
  const current = await seeContact(tx, me, contactId)
  if (!can(me, 'edit', { kind: 'contact' })) throw notFound()
  if (current.version !== changes.version) throw changedMeanwhile(current)
  if (current.mergedInto !== null) throw new Problem('contact-is-merged', { name: current.mergedInto.name })
  const companyId = changes.companyId === undefined ? (current.company?.id ?? null) : await requireCompany(tx, changes.companyId)
  const next = { ...fieldsOf(current), ...given(changes), companyId }
  await requireSound(tx, current, next)
  await update(tx, me, contactId, next)
  if (changes.addresses) await setAddresses(tx, contactId, next.kind, changes.addresses)
  if (changes.phones) await setPhones(tx, contactId, changes.phones)
  return seeContact(tx, me, contactId)
}

type Fields = Omit<NewContact, 'addresses' | 'phones'> & { readonly version: number }

const fieldsOf = ({ kind, name, number, stage, owner, active, note, version }: Contact): Omit<Fields, 'companyId'> => ({
  kind,
  name,
  number,
  stage,
  ownerId: owner?.id ?? null,
  active,
  note,
  version,
})

async function requireSound(tx: Query, current: Contact, next: Fields): Promise<void> {
  if (next.companyId === current.id) throw new Problem('contact-own-company')
  if (next.kind === 'person' && current.people > 0) throw new Problem('contact-has-people', { count: String(current.people) })
  if (next.ownerId !== (current.owner?.id ?? null)) await requireUser(tx, next.ownerId)
  if (next.number !== null && next.number !== current.number) await requireFreeNumber(tx, next.number)
}

async function requireFreeNumber(tx: Query, number: string): Promise<void> {
  const taken = await tx.query(`select id from contacts where number = $1`, [number])
  if (taken.length > 0) throw await numberTaken(tx, number)
}

async function update(tx: Query, me: Acting, contactId: string, next: Fields): Promise<void> {
  const changed = await tx
    .query(
      `update contacts set kind = $3, name = $4, number = $5, company_id = $6::text::bigint, stage = $7, owner_id = $8::int, active = $9::boolean, note = $10, version = version + 1
       where id = $1::text::bigint and version = $2 and merged_into is null returning id`,
      [contactId, next.version, next.kind, next.name, next.number, next.companyId, next.stage, next.ownerId, next.active, next.note],
    )
    .catch((error: unknown) => {
      // Somebody else took the number since it was looked up.
      throw violatedUnique(error) === null ? error : new Problem('contact-number-taken', { number: next.number ?? '' })
    })
  if (changed.length === 0) throw changedMeanwhile(await seeContact(tx, me, contactId))
}
