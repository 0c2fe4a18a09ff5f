import type { Opportunity } from '@postakte/shared/api/opportunities'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'

export type LoadedOpportunity = Opportunity & { readonly audience: number }

/** An opportunity with its people, for whoever may see it. */
export async function seeOpportunity(tx: Query, me: Acting, opportunityId: string): Promise<LoadedOpportunity> {
  const [row] = await tx.query<LoadedOpportunity>(
    `select ${lineColumns}, o.audience, o.external_id as "externalId", o.version, ${instant('o.created_at')} as "createdAt",
       coalesce((select jsonb_agg(jsonb_build_object('contact', ${contactRef('p')}, 'role', q.role) order by p.name, p.id)
         from opportunity_people q join contacts p on p.id = q.contact_id where q.opportunity_id = o.id), '[]') as people
     from opportunities o ${lineJoins} where o.id = $1::text::bigint`,
    [opportunityId],
  )
  if (!row || !can(me, 'see', { kind: 'opportunity', audience: row.audience })) throw notFound()
  return row
}

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const contactRef = (table: string) =>
  `jsonb_build_object('id', ${table}.id::text, 'kind', ${table}.kind, 'number', ${table}.number, 'name', ${table}.name)`

/** Columns of an opportunity in a list; `o` is the opportunity, `lineJoins` bring the rest. */
export const lineColumns = `o.id::text as id, o.title, o.stage, o.value::text as value, o.currency, o.expected_on::text as "expectedOn", o.closed_on::text as "closedOn", o.private,
  case when c.id is not null then ${contactRef('c')} end as contact,
  case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as owner,
  case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end as team, ${instant('o.updated_at')} as "updatedAt"`
export const lineJoins = `left join contacts c on c.id = o.contact_id left join users u on u.id = o.owner_id left join teams t on t.id = o.team_id`
