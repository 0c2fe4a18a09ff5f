import type { NewContact } from '@postakte/shared/api/contacts'
import type { Query } from '../db/db'
import { json } from '../db/json'

type Addresses = NewContact['addresses']

/** The addresses in this order, and no others. A company's are role addresses unless it is said. */
export async function setAddresses(tx: Query, contactId: string, kind: 'person' | 'company', addresses: Addresses): Promise<void> {
  const rows = addresses.map(({ address, role = kind === 'company' }, position) => ({ address, role, position }))
  await tx.query(
    `with wanted as (select distinct on (address) * from jsonb_to_recordset($2::text::jsonb) as x(address text, role boolean, position smallint) order by address, position),
       gone as (delete from contact_addresses where contact_id = $1::text::bigint and address not in (select address from wanted))
     insert into contact_addresses (contact_id, address, role, position) select $1::text::bigint, address, role, position from wanted
     on conflict (address, contact_id) do update set role = excluded.role, position = excluded.position`,
    [contactId, json(rows)],
  )
}

/** The phones in this order, and no others. */
export async function setPhones(tx: Query, contactId: string, phones: readonly string[]): Promise<void> {
  await tx.query(
    `with wanted as (select phone, min(position) as position from jsonb_array_elements_text($2::text::jsonb) with ordinality as x(phone, position) group by phone),
       gone as (delete from contact_phones where contact_id = $1::text::bigint and phone not in (select phone from wanted))
     insert into contact_phones (contact_id, phone, position) select $1::text::bigint, phone, position - 1 from wanted
     on conflict (contact_id, phone) do update set position = excluded.position`,
    [contactId, json(phones)],
  )
}
