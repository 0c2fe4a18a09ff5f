import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Target } from '../intake/pipeline/decision'

export interface Named {
  readonly name: string
}

const keyOf = ({ kind, id }: Target) => `${kind}:${id}`

/** Names people know: contact's name and number, case's title and tag, opportunity's title. */
export async function namer(db: Query, targets: readonly Target[]): Promise<(target: Target) => Named> {
  const names = targets.length === 0 ? new Map<string, string>() : await namesOf(db, targets)
  return (target) => ({ name: names.get(keyOf(target)) ?? target.id })
}

async function namesOf(db: Query, targets: readonly Target[]): Promise<Map<string, string>> {
  const rows = await db.query<{ key: string; name: string }>(
    `with t as (select kind, id from jsonb_to_recordset($1::text::jsonb) as x(kind text, id bigint))
     select 'contact:' || c.id as key, c.name || coalesce(' [KD=' || c.number || ']', '') as name from contacts c join t on t.kind = 'contact' and t.id = c.id
     union select 'case:' || c.id, c.title || ' [VG=' || c.number || '-' || c."check" || ']' from cases c join t on t.kind = 'case' and t.id = c.id
     union select 'opportunity:' || o.id, o.title from opportunities o join t on t.kind = 'opportunity' and t.id = o.id`,
    [json(targets.map(({ kind, id }) => ({ kind, id })))],
  )
  return new Map(rows.map(({ key, name }) => [key, name]))
}
