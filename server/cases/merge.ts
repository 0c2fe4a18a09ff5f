import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'
import { notFound } from '../http/problem-with'
import type { Acting } from '../rights/can'
import type { LoadedCase } from './case-row'
import { editCase, outdated, requireEdit, seeCase } from './load'

export interface Merged {
  readonly from: LoadedCase
  readonly into: LoadedCase
}

/** Moves all that lies at one case to another; its number and tag lead there from now on. */
export async function mergeCase(tx: Query, me: Acting, id: string, version: number, intoId: string): Promise<Merged> {
  const from = await editCase(tx, me, id, version)
  const into = await editCase(tx, me, intoId, undefined)
  await settle(tx, me, id, `select merge_cases($1::text::bigint, $2::text::bigint, $3::int) as result`, [id, intoId, version])
  return { from, into: await seeCase(tx, me, into.id) }
}

/** Takes the last merge of a case back. */
export async function unmergeCase(tx: Query, me: Acting, id: string, version: number | undefined): Promise<Merged> {
  const merged = await seeCase(tx, me, id)
  requireEdit(me, merged)
  await settle(tx, me, id, `select unmerge_case($1::text::bigint, $2::int) as result`, [id, version ?? null])
  // Merged by somebody else since it was looked at: that is not what was to be taken back, and nothing of it stays taken back.
  if (merged.mergedInto === null) throw new Problem('case-not-merged')
  return { from: await seeCase(tx, me, id), into: await seeCase(tx, me, merged.mergedInto.id) }
}

const problems: Readonly<Record<string, string>> = {
  merged: 'case-merged-further',
  'merged-further': 'case-merged-further',
  'not-merged': 'case-not-merged',
  'not-yours': 'case-not-yours',
  same: 'case-merge-same',
  closed: 'case-merge-closed',
}

async function settle(tx: Query, me: Acting, id: string, statement: string, parameters: readonly unknown[]): Promise<void> {
  const [row] = await tx.query<{ result: string }>(statement, parameters)
  const result = row?.result ?? 'unknown'
  if (result === 'done') return
  if (result === 'changed') throw outdated(await seeCase(tx, me, id))
  throw problems[result] ? new Problem(problems[result]) : notFound()
}
