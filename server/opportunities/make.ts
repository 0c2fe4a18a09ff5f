import type { NewOpportunity } from '@postakte/shared/api/opportunities'
import { requireContacts } from '../contacts/references'
import type { Query } from '../db/db'
import type { Acting } from '../rights/can'
import { closingDay } from './closing'
import { type LoadedOpportunity, seeOpportunity } from './load'
import { setPeople } from './people'
import { requireInSight, requireOwnerSees } from './sight'

type Fields = Omit<NewOpportunity, 'ownerId'> & { readonly ownerId: number | null }

/** With an external id: null when another opportunity has that. */
export async function makeOpportunity(tx: Query, me: Acting, one: Fields, externalId?: string): Promise<LoadedOpportunity | null> {
  await requireOwnerSees(tx, one)
  requireInSight(me, one)
  const id = await insertOpportunity(tx, one, externalId ?? null)
  if (id === null) return null
  if (one.people.length > 0) await setPeople(tx, id, one.people)
  return seeOpportunity(tx, me, id)
}

async function insertOpportunity(tx: Query, one: Fields, externalId: string | null): Promise<string | null> {
  const [made] = await tx.query<{ id: string }>(
    `insert into opportunities (title, contact_id, stage, value, currency, expected_on, closed_on, owner_id, team_id, private, external_id)
     values ($1, $2::text::bigint, $3, $4::text::numeric, $5, $6::text::date, $7::text::date, $8::int, $9::int, $10::boolean, $11)
     on conflict (external_id) do nothing returning id::text as id`,
    [
      one.title,
      await livingContact(tx, one.contactId),
      one.stage,
      one.value,
      one.currency,
      one.expectedOn,
      closingDay(one.stage, one.closedOn, null),
      one.ownerId,
      one.teamId,
      one.private,
      externalId,
    ],
  )
  return made?.id ?? null
}

/** Of a merged contact the one that it became. */
export async function livingContact(tx: Query, contactId: string | null): Promise<string | null> {
  return contactId === null ? null : (await requireContacts(tx, [contactId])).get(contactId)!
}
