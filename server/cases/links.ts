import type { caseLinkKind } from '@postakte/shared/api/case-shapes'
import { Problem } from '@postakte/shared/model/problem'
import type { z } from 'zod'
import type { Query } from '../db/db'
import type { Acting } from '../rights/can'
import type { LoadedCase } from './case-row'
import { editCase, seeCase } from './load'

type LinkKind = z.output<typeof caseLinkKind>

export interface Linked {
  readonly one: LoadedCase
  readonly other: LoadedCase
}

/** Between two cases there is one link; another kind takes its place. */
export async function linkCases(tx: Query, me: Acting, id: string, otherId: string, kind: LinkKind): Promise<Linked> {
  const { other } = await bothOf(tx, me, id, otherId)
  await removeLinks(tx, id, otherId)
  await putLink(tx, me, id, otherId, kind)
  return { one: await seeCase(tx, me, id), other }
}

export async function unlinkCases(tx: Query, me: Acting, id: string, otherId: string): Promise<Linked> {
  const { other } = await bothOf(tx, me, id, otherId)
  await removeLinks(tx, id, otherId)
  return { one: await seeCase(tx, me, id), other }
}

async function bothOf(tx: Query, me: Acting, id: string, otherId: string): Promise<Linked> {
  const one = await editCase(tx, me, id, undefined)
  const other = await editCase(tx, me, otherId, undefined)
  if (id === otherId) throw new Problem('case-merge-same')
  return { one, other }
}

/** A case and those that were merged into it. */
const family = (parameter: string) =>
  `(with recursive one as (select ${parameter}::text::bigint as id union select m.id from cases m join one on m.merged_into = one.id) select id from one)`

const removeLinks = (tx: Query, id: string, otherId: string) =>
  tx.query(
    `delete from case_links where (case_id in ${family('$1')} and other_id in ${family('$2')}) or (case_id in ${family('$2')} and other_id in ${family('$1')})`,
    [id, otherId],
  )

export async function putLink(tx: Query, me: Acting, id: string, otherId: string, kind: LinkKind): Promise<void> {
  const [from, to, stored] = stands(id, otherId, kind)
  await tx.query(
    `insert into case_links (case_id, other_id, kind, made_by) values ($1::text::bigint, $2::text::bigint, $3, $4::int) on conflict do nothing`,
    [from, to, stored, me.id],
  )
}

/** How a link stands in the table, seen from one of its ends. */
function stands(id: string, otherId: string, kind: LinkKind): readonly [string, string, string] {
  switch (kind) {
    case 'related':
      return BigInt(id) < BigInt(otherId) ? [id, otherId, 'related'] : [otherId, id, 'related']
    case 'follows':
      return [id, otherId, 'follows']
    case 'followed-by':
      return [otherId, id, 'follows']
    case 'duplicate-of':
      return [id, otherId, 'duplicate']
    case 'has-duplicate':
      return [otherId, id, 'duplicate']
    default:
      return kind satisfies never
  }
}
