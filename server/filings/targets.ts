import type { TargetRef } from '@postakte/shared/api/shapes'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'

/** A record that the caller may file under. */
export interface OpenTarget extends TargetRef {
  /** Whose it is; 0 for a contact. */
  readonly audience: number
}

interface Row extends OpenTarget {
  readonly status: 'open' | 'waiting' | 'closed' | 'archived'
  /** The id that was asked for. */
  readonly asked: string
}

/** The records, once each; a merged contact is the one it became. What is not there for the caller is unknown to the whole call. */
export async function openTargets(tx: Query, me: Acting, targets: readonly TargetRef[]): Promise<readonly OpenTarget[]> {
  const rows = await tx.query<Row>(
    `with t as (select distinct kind, id from jsonb_to_recordset($1::text::jsonb) as x(kind text, id bigint))
     select 'contact' as kind, t.id::text as asked, c.id::text as id, 0 as audience, 'open' as status from t join contacts n on t.kind = 'contact' and n.id = t.id join contacts c on c.id = coalesce(n.merged_into, n.id)
     union all select 'case', t.id::text, c.id::text, c.audience, c.status from t join cases c on t.kind = 'case' and c.id = t.id
     union all select 'opportunity', t.id::text, o.id::text, o.audience, 'open' from t join opportunities o on t.kind = 'opportunity' and o.id = t.id`,
    [json(targets)],
  )
  const seen = rows.filter((row) => can(me, 'see', row))
  for (const { kind, id } of targets) if (!seen.some((row) => row.kind === kind && row.asked === id)) throw notFound()
  return [...new Map(seen.map(({ kind, id, audience }) => [`${kind}:${id}`, { kind, id, audience }])).values()]
}
