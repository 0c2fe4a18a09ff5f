import type { TargetRef } from '@postakte/shared/api/shapes'
import { json } from '../db/json'
import type { ApiTx } from '../http/api/call'
import type { Acting } from '../rights/can'
import type { SeenRecord } from '../rights/records'

const ids = (targets: readonly TargetRef[]) =>
  json(
    targets.map(({ kind, id }) => ({
      contact_id: kind === 'contact' ? id : null,
      case_id: kind === 'case' ? id : null,
      opportunity_id: kind === 'opportunity' ? id : null,
    })),
  )
const given = `jsonb_to_recordset($2::text::jsonb) as t(contact_id bigint, case_id bigint, opportunity_id bigint)`

/** Files a logged activity under these records; where it was taken away before, it lies again. */
export async function fileUnder(tx: ApiTx, me: Acting, activityId: string, under: readonly SeenRecord[]): Promise<void> {
  await tx.query(
    `insert into filings (activity_id, occurred_at, contact_id, case_id, opportunity_id, rule, because, filed_by)
     select a.id, a.occurred_at, t.contact_id, t.case_id, t.opportunity_id, 'person', '{}', $3 from activities a, ${given} where a.id = $1::text::bigint
     on conflict on constraint filed_once do update set removed_at = null, removed_by = null, filed_by = excluded.filed_by, filed_at = now() where filings.removed_at is not null`,
    [activityId, ids(under.map(({ target }) => target)), me.id],
  )
}

/** Takes it from all records that the caller sees and that are not among these. Where it lies unseen by the caller, it stays. */
export async function takeFromOthers(tx: ApiTx, me: Acting, activityId: string, under: readonly SeenRecord[]): Promise<void> {
  await tx.query(
    `update filings f set removed_at = now(), removed_by = $3 where f.activity_id = $1::text::bigint and f.removed_at is null
       and not exists (select from ${given} where (t.contact_id, t.case_id, t.opportunity_id) is not distinct from (f.contact_id, f.case_id, f.opportunity_id))`,
    [activityId, ids(under.map(({ target }) => target)), me.id],
  )
}
