import type { OpportunityChanges } from '@postakte/shared/api/opportunities'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { given } from '../http/given'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { closingDay } from './closing'
import { type LoadedOpportunity, seeOpportunity } from './load'
import { livingContact } from './make'
import { setPeople } from './people'
import { requireInSight, requireOwnerSees } from './sight'

/** An opportunity as it is now, for an edit of this version. */
export async function editOpportunity(tx: Query, me: Acting, opportunityId: string, version: number): Promise<LoadedOpportunity> {
  const current = await seeOpportunity(tx, me, opportunityId)
  if (!can(me, 'edit', { kind: 'opportunity', audience: current.audience })) throw notFound()
  if (current.version !== version) throw changedMeanwhile(current)
  return current
}

/** What is not given stays. */
export async function changeOpportunity(
  tx: Query,
  me: Acting,
  opportunityId: string,
  changes: OpportunityChanges,
): Promise<{ readonly before: LoadedOpportunity; readonly now: LoadedOpportunity }> {
  const before = await editOpportunity(tx, me, opportunityId, changes.version)
  const next = { ...fieldsOf(before), ...given(changes) }
  if (next.private !== before.private && before.owner !== null && before.owner.id !== me.id) throw new Problem('opportunity-not-yours')
  await requireOwnerSees(tx, next)
  requireInSight(me, next)
  await update(tx, me, opportunityId, {
    ...next,
    contactId: changes.contactId ? await livingContact(tx, changes.contactId) : next.contactId,
    closedOn: closingDay(next.stage, changes.closedOn, before.closedOn),
  })
  if (changes.people) await setPeople(tx, opportunityId, changes.people)
  return { before, now: await seeOpportunity(tx, me, opportunityId) }
}

const fieldsOf = ({ title, contact, stage, value, currency, expectedOn, closedOn, owner, team, ...rest }: LoadedOpportunity) => ({
  title,
  contactId: contact?.id ?? null,
  stage,
  value,
  currency,
  expectedOn,
  closedOn,
  ownerId: owner?.id ?? null,
  teamId: team?.id ?? null,
  private: rest.private,
  version: rest.version,
})

async function update(tx: Query, me: Acting, opportunityId: string, next: ReturnType<typeof fieldsOf>): Promise<void> {
  const changed = await tx.query(
    `update opportunities set title = $3, contact_id = $4::text::bigint, stage = $5, value = $6::text::numeric, currency = $7, expected_on = $8::text::date,
       closed_on = $9::text::date, owner_id = $10::int, team_id = $11::int, private = $12::boolean, version = version + 1, updated_at = now()
     where id = $1::text::bigint and version = $2 returning id`,
    [
      opportunityId,
      next.version,
      next.title,
      next.contactId,
      next.stage,
      next.value,
      next.currency,
      next.expectedOn,
      next.closedOn,
      next.ownerId,
      next.teamId,
      next.private,
    ],
  )
  if (changed.length === 0) throw changedMeanwhile(await seeOpportunity(tx, me, opportunityId))
}
