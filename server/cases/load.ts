import { caseRecord } from '@postakte/shared/api/case-shapes'
import { plainNumber } from '@postakte/shared/mail/tags'
import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { changedMeanwhile, notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { type LoadedCase, recordColumns, withTag } from './case-row'

const rightsOf = ({ audience, status }: LoadedCase) => ({ kind: 'case', audience, status }) as const

/** The case as this user may see it. A merged one is seen by whoever sees the one it became. */
export async function seeCase(tx: Query, me: Acting, id: string): Promise<LoadedCase> {
  const one = await findCase(tx, me, id)
  if (!one) throw notFound()
  return one
}

/** As `seeCase`; null where there is nothing to see. */
export async function findCase(tx: Query, me: Acting, id: string): Promise<LoadedCase | null> {
  const [row] = await tx.query<LoadedCase & { readonly gone: boolean }>(
    `select ${recordColumns}, c.merged_into is not null as gone from cases c where c.id = $1::text::bigint`,
    [id],
  )
  return row && can(me, 'see', rightsOf(row)) && !(row.gone && row.mergedInto === null) ? withTag(row) : null
}

/** The case that a number leads to, over all merges. */
export async function seeCaseOfNumber(tx: Query, me: Acting, number: string): Promise<LoadedCase> {
  const [row] = await tx.query<{ id: string | null }>(`select case_of_number($1)::text as id`, [plainNumber(number)])
  if (!row?.id) throw notFound()
  return seeCase(tx, me, row.id)
}

/** The case before a change: visible, not merged, and of the version that the caller saw, if he says one. */
export async function editCase(tx: Query, me: Acting, id: string, version: number | undefined): Promise<LoadedCase> {
  const one = await seeCase(tx, me, id)
  requireEdit(me, one)
  if (one.mergedInto !== null) throw new Problem('case-merged', { number: one.mergedInto.number })
  if (version !== undefined && version !== one.version) throw outdated(one)
  return one
}

export function requireEdit(me: Acting, one: LoadedCase): void {
  if (!can(me, 'edit', rightsOf(one))) throw new Problem('not-allowed', { permission: 'cases.write' })
}

/** Somebody was faster: the answer brings the case as it is now. */
export const outdated = (now: LoadedCase) => changedMeanwhile(caseRecord.parse(now))

/** Sets columns of a case as it was loaded; parameters begin at $3. */
export async function updateCase(
  tx: Query,
  me: Acting,
  { id, version }: LoadedCase,
  set: readonly string[],
  parameters: readonly unknown[] = [],
): Promise<LoadedCase> {
  const done = await tx.query(
    `update cases set ${[...set, 'version = version + 1', 'updated_at = now()'].join(', ')} where id = $1::text::bigint and version = $2 returning version`,
    [id, version, ...parameters],
  )
  const now = await seeCase(tx, me, id)
  if (done.length === 0) throw outdated(now)
  return now
}
