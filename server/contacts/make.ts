import type { NewContact } from '@postakte/shared/api/contacts'
import type { Query } from '../db/db'
import { setAddresses, setPhones } from './details'
import { numberTaken } from './number-taken'
import { requireCompany, requireUser } from './references'

/** Gives the id. Two contacts may have the same address; a customer number is one contact's. */
export async function makeContact(tx: Query, one: NewContact): Promise<string> {
  const company = await requireCompany(tx, one.companyId)
  await requireUser(tx, one.ownerId)
  const [made] = await tx.query<{ id: string }>(
    `insert into contacts (kind, number, name, company_id, stage, owner_id, active, note) values ($1, $2, $3, $4::text::bigint, $5, $6::int, $7::boolean, $8)
     on conflict do nothing returning id::text as id`,
    [one.kind, one.number, one.name, company, one.stage, one.ownerId, one.active, one.note],
  )
  if (!made) throw await numberTaken(tx, one.number!)
  if (one.addresses.length > 0) await setAddresses(tx, made.id, one.kind, one.addresses)
  if (one.phones.length > 0) await setPhones(tx, made.id, one.phones)
  return made.id
}
