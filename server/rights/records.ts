import type { RecordRef } from '@postakte/shared/api/record-ref'
import type { TargetRef } from '@postakte/shared/api/shapes'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import { type Acting, can, type RightsRecord } from './can'

/** A record that the caller may see. */
export interface SeenRecord {
  readonly target: TargetRef
  readonly ref: RecordRef
  /** Whose it is; 0 for a contact. */
  readonly audience: number
}

/** SQL: a record as others name it (shared/api/record-ref.ts). */
export const contactRefSql = (c: string) =>
  `jsonb_build_object('kind', 'contact', 'contact', jsonb_build_object('id', ${c}.id::text, 'kind', ${c}.kind, 'name', ${c}.name, 'number', ${c}.number))`
export const caseRefSql = (c: string) =>
  `jsonb_build_object('kind', 'case', 'case', jsonb_build_object('id', ${c}.id::text, 'number', ${c}.number, 'title', ${c}.title, 'status', ${c}.status, 'private', ${c}.private))`
export const opportunityRefSql = (o: string) =>
  `jsonb_build_object('kind', 'opportunity', 'opportunity', jsonb_build_object('id', ${o}.id::text, 'title', ${o}.title, 'stage', ${o}.stage))`

interface Row {
  /** The id that was asked for. */
  readonly asked: string
  readonly kind: TargetRef['kind']
  readonly id: string
  readonly ref: RecordRef
  readonly audience: number
  readonly status: 'open' | 'waiting' | 'closed' | 'archived' | null
}

/** Those of the records that the caller may see, by the `recordKey` of what was asked for; a merged one is the one that it became. */
export async function seenRecords(tx: Query, me: Acting, targets: readonly TargetRef[]): Promise<ReadonlyMap<string, SeenRecord>> {
  if (targets.length === 0) return new Map()
  const rows = await tx.query<Row>(
    `with t as (select distinct kind, id from jsonb_to_recordset($1::text::jsonb) as x(kind text, id bigint))
     select 'contact' as kind, t.id::text as asked, c.id::text as id, ${contactRefSql('c')} as ref, 0 as audience, null as status
       from t join contacts n on t.kind = 'contact' and n.id = t.id join contacts c on c.id = coalesce(n.merged_into, n.id)
     union all select 'case', t.id::text, c.id::text, ${caseRefSql('c')}, c.audience, c.status from t join cases c on t.kind = 'case' and c.id = living_case(t.id)
     union all select 'opportunity', t.id::text, o.id::text, ${opportunityRefSql('o')}, o.audience, null from t join opportunities o on t.kind = 'opportunity' and o.id = t.id`,
    [json(targets.map(({ kind, id }) => ({ kind, id })))],
  )
  const seen = rows.filter((row) => can(me, 'see', rightsOf(row)))
  return new Map(
    seen.map(({ asked, kind, id, ref, audience }) => [recordKey({ kind, id: asked }), { target: { kind, id }, ref, audience }]),
  )
}

/** The records, once each; one that is not there for the caller is unknown to the whole call. */
export async function requireRecords(tx: Query, me: Acting, targets: readonly TargetRef[]): Promise<SeenRecord[]> {
  const seen = await seenRecords(tx, me, targets)
  return onceEach(targets.map((target) => seen.get(recordKey(target)) ?? refuse()))
}

/** Those of the targets that are among the seen, in their order; two that were merged are one. */
export const seenOf = (targets: readonly TargetRef[], seen: ReadonlyMap<string, SeenRecord>): SeenRecord[] =>
  onceEach(targets.flatMap((target) => seen.get(recordKey(target)) ?? []))

const onceEach = (records: readonly SeenRecord[]): SeenRecord[] => [
  ...new Map(records.map((record) => [recordKey(record.target), record])).values(),
]

export async function requireRecord(tx: Query, me: Acting, target: TargetRef): Promise<SeenRecord> {
  return (await requireRecords(tx, me, [target]))[0]!
}

export const recordKey = ({ kind, id }: TargetRef): string => `${kind}:${id}`

function rightsOf({ kind, audience, status }: Row): RightsRecord {
  if (kind === 'contact') return { kind }
  return kind === 'case' ? { kind, audience, status: status! } : { kind, audience }
}

function refuse(): never {
  throw notFound()
}
