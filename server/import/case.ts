import type { CaseFromOutside } from '@postakte/shared/api/import'
import { Problem } from '@postakte/shared/model/problem'
import { assignCase } from '../cases/assign'
import type { LoadedCase } from '../cases/case-row'
import { changeCase } from '../cases/cases'
import { seeCase } from '../cases/load'
import { insertCase, insertNumbered } from '../cases/number'
import { seesCase } from '../cases/sees'
import { changeState, type StepName } from '../cases/states'
import type { Query } from '../db/db'
import { violatedUnique } from '../db/violation'
import { given } from '../http/given'
import type { Acting } from '../rights/can'
import { oneAtATime } from './one-at-a-time'
import { contactId, teamId, userId } from './references'

export interface PutCase {
  readonly result: 'made' | 'changed' | 'unchanged'
  readonly before: LoadedCase | null
  /** As it was before it went to a team whose cases the caller does not see; else as it is. */
  readonly now: LoadedCase
}

/** Makes it, changes what is different, or leaves it as it is. */
export async function putCase(tx: Query, me: Acting, key: string, externalId: string, body: CaseFromOutside): Promise<PutCase> {
  await oneAtATime(tx, 'case', externalId)
  const wanted = await resolved(tx, body)
  const [known] = await tx.query<{ id: string }>(`select id::text as id from cases where external_id = $1 for update`, [externalId])
  if (known) return change(tx, me, known.id, wanted)
  const id = await make(tx, me, key, externalId, body.number, wanted)
  const made = await seeCase(tx, me, id)
  return { result: 'made', before: null, now: (await setStatus(tx, me, made, wanted.status)) ?? made }
}

type Wanted = Awaited<ReturnType<typeof resolved>>

async function resolved(tx: Query, { title, type, status, contact, team, assignee }: CaseFromOutside) {
  return given({
    title,
    type,
    status,
    contactId: await contactId(tx, contact),
    teamId: await teamId(tx, team),
    assigneeId: await userId(tx, assignee),
  })
}

async function make(tx: Query, me: Acting, key: string, externalId: string, number: string | undefined, wanted: Wanted): Promise<string> {
  const { title, contactId: contact = null, teamId: team = null, assigneeId: assignee = null, type = 'case' } = wanted as Partial<Wanted>
  const sight = { teamId: team, private: false, ownerId: me.id, status: 'open' } as const
  if (assignee !== null && !(await seesCase(tx, assignee, sight))) throw new Problem('case-assignee-cannot-see')
  const one = { ...sight, title: title!, contactId: contact, assigneeId: assignee, folderId: null, type, externalId }
  const inserted = number === undefined ? insertCase(tx, key, one) : insertNumbered(tx, key, number, one)
  const id = await inserted.catch((error: unknown) => {
    // It is there, but not for the caller; that it is there is all that may be said.
    throw violatedUnique(error) === null ? error : new Problem('external-id-unusable', { id: externalId })
  })
  if (id === null) throw new Problem('case-number-taken', { number: number! })
  return id
}

async function change(tx: Query, me: Acting, id: string, wanted: Wanted): Promise<PutCase> {
  const before = await seeCase(tx, me, id)
  let now = before
  if (saysOther(before, wanted)) {
    const { title, type, contactId: contact } = wanted as Partial<Wanted>
    now = (await changeCase(tx, me, id, { version: now.version, ...given({ title, type, contactId: contact }) })).now
  }
  now = (await setStatus(tx, me, now, wanted.status)) ?? now
  const { teamId: team, assigneeId: assignee } = wanted as Partial<Wanted>
  const handed =
    (team !== undefined && team !== (now.team?.id ?? null)) || (assignee !== undefined && assignee !== (now.assignee?.id ?? null))
  if (handed) now = (await assignCase(tx, me, id, { version: now.version, ...given({ teamId: team, assigneeId: assignee }) })).now ?? now
  return { result: now === before && !handed ? 'unchanged' : 'changed', before, now }
}

const saysOther = (before: LoadedCase, wanted: Wanted): boolean =>
  (wanted.title !== undefined && wanted.title !== before.title) ||
  (wanted.type !== undefined && wanted.type !== before.type) ||
  (wanted.contactId !== undefined && wanted.contactId !== (before.contact?.id ?? null))

/** The steps from one status to the other; null when it is so already. */
async function setStatus(tx: Query, me: Acting, one: LoadedCase, status: Wanted['status']): Promise<LoadedCase | null> {
  const isDone = one.status === 'closed' || one.status === 'archived'
  const steps: readonly StepName[] =
    status === undefined || status === one.status || (status === 'closed' && isDone)
      ? []
      : status === 'closed'
        ? ['close']
        : [
            ...(isDone ? (['reopen'] as const) : []),
            ...(status === 'waiting' ? (['wait'] as const) : isDone ? [] : (['waitNoLonger'] as const)),
          ]
  let now: LoadedCase | null = null
  for (const step of steps) now = (await changeState(tx, me, one.id, step, undefined)).now
  return now
}
