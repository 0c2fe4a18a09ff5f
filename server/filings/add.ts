import type { Query } from '../db/db'
import { json } from '../db/json'

/** A mail's filing as a rule or a person wants it; one of the three ids. */
export interface FilingRow {
  readonly mail_id: string
  readonly contact_id?: string
  readonly case_id?: string
  readonly opportunity_id?: string
  readonly rule: string
  readonly because: unknown
  /** Null or absent: a rule did it. */
  readonly filed_by?: number | null
}

/**
 * Files mails whose activities are there. What is filed already, or was taken away by a person, stays as it is. A contact that was
 * merged meanwhile is the one that it became; the lock, which the foreign key takes anyway, waits for a merge that is under way.
 */
export function addFilings(tx: Query, rows: readonly FilingRow[]): void {
  if (rows.length === 0) return
  tx.send(
    `with f as materialized (select * from jsonb_to_recordset($1::text::jsonb) as x(mail_id bigint, contact_id bigint, case_id bigint, opportunity_id bigint, rule text, because jsonb, filed_by int, at int)),
       k as materialized (select id, coalesce(merged_into, id) as living from contacts where id in (select contact_id from f) for key share)
     insert into filings (activity_id, mail_id, occurred_at, kind, audience, contact_id, case_id, opportunity_id, rule, because, filed_by)
     select a.id, a.mail_id, a.occurred_at, a.kind, only_audience(a.audiences), coalesce(k.living, f.contact_id), f.case_id, f.opportunity_id, f.rule, f.because, f.filed_by
     from f left join k on k.id = f.contact_id join activities a on a.mail_id = f.mail_id order by f.at on conflict do nothing`,
    [json(rows.map((row, at) => ({ ...row, at })))],
  )
}
