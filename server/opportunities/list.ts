import type { OpportunityFilter, OpportunityLine } from '@postakte/shared/api/opportunities'
import type { Query } from '../db/db'
import { where } from '../db/where'
import type { Acting } from '../rights/can'
import { lineColumns, lineJoins } from './load'

/** Open ones first, then newest; `after` is 'open-id' of the last one of the page before. */
export async function listOpportunities(
  tx: Query,
  me: Acting,
  filter: OpportunityFilter,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
) {
  const { text, parameters } = where([
    ['o.audience = any(array(select jsonb_array_elements_text(?::text::jsonb)::int))', JSON.stringify([...me.audiences])],
    ['o.stage = ?', filter.stage],
    ['o.owner_id = ?::int', filter.ownerId],
    ['o.team_id = ?::int', filter.teamId],
    [
      '(o.contact_id = ?::text::bigint or o.id in (select q.opportunity_id from opportunity_people q where q.contact_id = ?::text::bigint))',
      filter.contactId,
    ],
    ...behind(after),
  ])
  const rows = await tx.query<OpportunityLine & { open: boolean }>(
    `select ${lineColumns}, o.open from opportunities o ${lineJoins} ${text} order by o.open desc, o.id desc limit ${limit + 1}`,
    parameters,
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.open ? 'open' : 'closed'}-${last.id}` : null }
}

/** What is no place in the list begins at the first. */
function behind(after: string | undefined) {
  const [, state, id] = /^(open|closed)-([1-9]\d{0,17})$/.exec(after ?? '') ?? []
  if (id === undefined) return []
  return [[state === 'open' ? '(o.open, o.id) < (true, ?::text::bigint)' : '(o.open, o.id) < (false, ?::text::bigint)', id]] as const
}
