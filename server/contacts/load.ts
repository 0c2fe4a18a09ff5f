import type { Contact } from '@postakte/shared/api/contacts'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'

/** A contact with all that belongs to it, as the caller may see it. */
export async function seeContact(tx: Query, me: Acting, contactId: string): Promise<Contact> {
  const contact = await loadContact(tx, me, contactId)
  if (!contact || !can(me, 'see', { kind: 'contact' })) throw notFound()
  return contact
}

async function loadContact(tx: Query, me: Acting, contactId: string): Promise<Contact | undefined> {
  const [row] = await tx.query<Contact>(
    `select ${refOf('c')}, c.stage, c.active, ${asRef('k')} as company, c.external_id as "externalId", c.note, c.version,
       to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", ${asRef('m')} as "mergedInto",
       case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as owner,
       coalesce((select jsonb_agg(jsonb_build_object('address', a.address, 'role', a.role) order by a.position, a.address) from contact_addresses a where a.contact_id = c.id), '[]') as addresses,
       coalesce((select jsonb_agg(p.phone order by p.position, p.phone) from contact_phones p where p.contact_id = c.id), '[]') as phones,
       (select count(*)::int from contacts p where p.company_id = c.id and p.merged_into is null) as people,
       ${openCases} as "openCases", ${openOpportunities} as "openOpportunities"
     from contacts c left join contacts k on k.id = c.company_id left join contacts m on m.id = c.merged_into left join users u on u.id = c.owner_id
     where c.id = $1::text::bigint`,
    [contactId, JSON.stringify([...me.audiences])],
  )
  return row
}

const refOf = (table: string) => `${table}.id::text as id, ${table}.kind, ${table}.number, ${table}.name`
const asRef = (table: string) =>
  `case when ${table}.id is not null then jsonb_build_object('id', ${table}.id::text, 'kind', ${table}.kind, 'number', ${table}.number, 'name', ${table}.name) end`

const mine = `array(select jsonb_array_elements_text($2::text::jsonb)::int)`
const openCases = `(select count(*)::int from cases x where x.status in ('open', 'waiting') and x.audience = any(${mine})
  and (x.contact_id = c.id or x.id in (select q.case_id from case_participants q where q.contact_id = c.id)))`
const openOpportunities = `(select count(*)::int from opportunities o where o.open and o.audience = any(${mine})
  and (o.contact_id = c.id or o.id in (select q.opportunity_id from opportunity_people q where q.contact_id = c.id)))`
