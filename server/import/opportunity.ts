import type { OpportunityFromOutside } from '@postakte/shared/api/import'
import type { OpportunityChanges } from '@postakte/shared/api/opportunities'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { given } from '../http/given'
import { changeOpportunity } from '../opportunities/change'
import { type LoadedOpportunity, seeOpportunity } from '../opportunities/load'
import { makeOpportunity } from '../opportunities/make'
import type { Acting } from '../rights/can'
import { oneAtATime } from './one-at-a-time'
import { contactId, teamId, userId } from './references'

export interface PutOpportunity {
  readonly result: 'made' | 'changed' | 'unchanged'
  readonly before: LoadedOpportunity | null
  readonly now: LoadedOpportunity
}

/** Makes it, changes what is different, or leaves it as it is. */
export async function putOpportunity(tx: Query, me: Acting, externalId: string, body: OpportunityFromOutside): Promise<PutOpportunity> {
  await oneAtATime(tx, 'opportunity', externalId)
  const wanted = await resolved(tx, body)
  const [known] = await tx.query<{ id: string }>(`select id::text as id from opportunities where external_id = $1`, [externalId])
  if (known) return change(tx, me, known.id, wanted)
  const made = await makeOpportunity(tx, me, { ...fresh, ...wanted, ownerId: wanted.ownerId ?? null }, externalId)
  // It is there, but not for the caller; that it is there is all that may be said.
  if (made === null) throw new Problem('external-id-unusable', { id: externalId })
  return { result: 'made', before: null, now: made }
}

const fresh = {
  contactId: null,
  stage: 'new',
  value: null,
  currency: 'EUR',
  expectedOn: null,
  closedOn: null,
  teamId: null,
  private: false,
  people: [],
} as const

async function resolved(tx: Query, { contact, owner, team, people, ...rest }: OpportunityFromOutside) {
  const roles = []
  for (const { contact: one, role } of people ?? []) roles.push({ contactId: (await contactId(tx, one))!, role })
  return given({
    ...rest,
    contactId: await contactId(tx, contact),
    ownerId: await userId(tx, owner),
    teamId: await teamId(tx, team),
    people: people && roles,
  })
}

async function change(tx: Query, me: Acting, id: string, wanted: Omit<OpportunityChanges, 'version'>): Promise<PutOpportunity> {
  await tx.query(`select id from opportunities where id = $1::text::bigint for update`, [id])
  const before = await seeOpportunity(tx, me, id)
  if (!differs(before, wanted)) return { result: 'unchanged', before, now: before }
  return { result: 'changed', ...(await changeOpportunity(tx, me, id, { ...wanted, version: before.version })) }
}

function differs(now: LoadedOpportunity, wanted: Omit<OpportunityChanges, 'version'>): boolean {
  const { contact, owner, team, people, value, ...rest } = now
  const is: Record<string, unknown> = {
    ...rest,
    value: value === null ? null : Number(value),
    contactId: contact?.id ?? null,
    ownerId: owner?.id ?? null,
    teamId: team?.id ?? null,
    people: peopleText(people.map(({ contact: { id }, role }) => ({ contactId: id, role }))),
  }
  return Object.entries(wanted).some(([field, one]) => is[field] !== comparable(field, one))
}

function comparable(field: string, one: unknown): unknown {
  if (field === 'people') return peopleText(one as OpportunityChanges['people'] & object)
  return field === 'value' && one !== null ? Number(one) : one
}

const peopleText = (people: readonly { readonly contactId: string; readonly role: string | null }[]) =>
  JSON.stringify([...new Map(people.map(({ contactId: id, role }) => [id, role]))].sort(([one], [other]) => (one < other ? -1 : 1)))
