import type { NewOpportunity } from '@postakte/shared/api/opportunities'
import { requireContacts } from '../contacts/references'
import type { Query } from '../db/db'
import { json } from '../db/json'

type People = NewOpportunity['people']

/** These people and no others; of a merged contact the one that it became. */
export async function setPeople(tx: Query, opportunityId: string, people: People): Promise<void> {
  const living = await requireContacts(
    tx,
    people.map(({ contactId }) => contactId),
  )
  const rows = people.map(({ contactId, role }) => ({ contact_id: living.get(contactId), role }))
  await tx.query(
    `with wanted as (select distinct on (contact_id) contact_id, role from jsonb_to_recordset($2::text::jsonb) as x(contact_id bigint, role text) order by contact_id, role),
       gone as (delete from opportunity_people where opportunity_id = $1::text::bigint and contact_id not in (select contact_id from wanted))
     insert into opportunity_people (opportunity_id, contact_id, role) select $1::text::bigint, contact_id, role from wanted
     on conflict (opportunity_id, contact_id) do update set role = excluded.role`,
    [opportunityId, json(rows)],
  )
}
