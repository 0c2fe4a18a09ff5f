import type { TargetRef } from '@postakte/shared/api/shapes'
import { json } from '../db/json'
import type { ApiTx } from '../http/api/call'
import type { Me } from '../users/me'
import type { NewAtCase } from './answered'

/** A mail at a record, as a person wants it. */
export interface WantedFiling {
  readonly mailId: string
  readonly target: TargetRef
  readonly attachments: readonly number[] | null
}

/**
 * Files by a person. What lies there by a rule is the person's from now on, with the rule's reason; what was taken away lies
 * there again, by this person; what a person filed there already stays as it is. Returns the cases at which a mail lies for the
 * first time.
 */
export async function putFilings(tx: ApiTx, me: Me, wanted: readonly WantedFiling[]): Promise<readonly NewAtCase[]> {
  if (wanted.length === 0) return []
  const changed = await tx.query<{ id: string; mailId: string; kind: string; target: string; first: boolean }>(
    `insert into filings (activity_id, mail_id, occurred_at, contact_id, case_id, opportunity_id, rule, because, filed_by, attachments)
     select a.id, a.mail_id, a.occurred_at, w.contact_id, w.case_id, w.opportunity_id, 'person', '{}', $2::int,
       case when jsonb_typeof(w.attachments) = 'array' then array(select jsonb_array_elements_text(w.attachments)::smallint) end
     from jsonb_to_recordset($1::text::jsonb) as w(mail_id bigint, contact_id bigint, case_id bigint, opportunity_id bigint, attachments jsonb, at int) join activities a on a.mail_id = w.mail_id order by w.at
     on conflict on constraint filed_once do update set filed_by = excluded.filed_by, filed_at = now(), removed_by = null, removed_at = null, attachments = excluded.attachments,
       rule = case when filings.removed_at is null then filings.rule else 'person' end, because = case when filings.removed_at is null then filings.because else '{}' end
     where filings.removed_at is not null or filings.filed_by is null or filings.attachments is distinct from excluded.attachments
     returning id::text as id, mail_id::text as "mailId", case when contact_id is not null then 'contact' when case_id is not null then 'case' else 'opportunity' end as kind,
       coalesce(contact_id, case_id, opportunity_id)::text as target, filings.xmax = 0 as first`,
    [json(wanted.map(rowOf)), me.id],
  )
  for (const { id, mailId, kind, target } of changed)
    tx.journal({ action: 'filing.add', kind: 'mail', recordId: mailId, facts: { filing: id, [kind]: target } })
  return changed.flatMap(({ mailId, kind, target, first }) => (first && kind === 'case' ? [{ mailId, caseId: target }] : []))
}

const rowOf = ({ mailId, target, attachments }: WantedFiling, at: number) => ({
  mail_id: mailId,
  [`${target.kind}_id`]: target.id,
  attachments,
  at,
})
