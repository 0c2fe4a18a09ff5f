import { Problem } from '@postakte/shared/model/problem'
import type { Users } from '../contacts/upsert'
import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Row } from './contacts'

export interface Further {
  /** Contacts that are different now. */
  readonly changed: ReadonlySet<string>
  /** Rows whose company nobody knows. */
  readonly unlinked: ReadonlySet<number>
}

/** What a file does not have: stage, note, and the company by its external id, which may stand in the same batch. */
export async function setFurther(tx: Query, rows: readonly Row[], taken: ReadonlyMap<number, string>): Promise<Further> {
  const wanted = rows.flatMap((row, line) => (taken.has(line) && says(row) ? [furtherOf(row, line, taken.get(line)!)] : []))
  if (wanted.length === 0) return { changed: new Set(), unlinked: new Set() }
  const found = await tx.query<{ line: number; id: string; changed: boolean; linked: boolean }>(
    `with r as materialized (select * from jsonb_to_recordset($1::text::jsonb) as x(line int, id bigint, stage text, note text, has_note boolean, has_company boolean, external_id text, number text)),
       w as materialized (select r.*, coalesce(k.merged_into, k.id) as company, (r.external_id is null and r.number is null) or k.id is not null as linked
         from r left join contacts k on k.kind = 'company' and (k.external_id = r.external_id or k.number = r.number)),
       u as (update contacts c set stage = coalesce(w.stage, c.stage), note = case when w.has_note then w.note else c.note end,
           company_id = case when w.has_company and w.linked then nullif(w.company, c.id) else c.company_id end, version = c.version + 1
         from w where c.id = w.id and c.merged_into is null and (c.stage, c.note, c.company_id) is distinct from
           (coalesce(w.stage, c.stage), case when w.has_note then w.note else c.note end, case when w.has_company and w.linked then nullif(w.company, c.id) else c.company_id end)
         returning c.id)
     select w.line, w.id::text as id, w.linked, exists (select from u where u.id = w.id) as changed from w`,
    [json(wanted)],
  )
  return {
    changed: new Set(found.filter(({ changed }) => changed).map(({ id }) => id)),
    unlinked: new Set(found.filter(({ linked }) => !linked).map(({ line }) => line)),
  }
}

const says = ({ stage, note, company }: Row) => stage !== undefined || note !== undefined || company !== undefined

const furtherOf = ({ stage, note, company }: Row, line: number, id: string) => ({
  line,
  id,
  stage: stage ?? null,
  note: note ?? null,
  has_note: note !== undefined,
  has_company: company !== undefined,
  external_id: company && 'externalId' in company ? company.externalId : null,
  number: company && 'number' in company ? company.number : null,
})

/** What was taken, but not wholly. */
export function hintsOf({ owner, company }: Row, users: Users, unlinked: boolean): Problem[] {
  const named = company && 'externalId' in company ? company.externalId : (company?.number ?? '')
  return [
    ...(owner !== undefined && users(owner) === null ? [new Problem('import-owner-unknown', { owner })] : []),
    ...(unlinked ? [new Problem('import-company-unknown', { company: named })] : []),
  ]
}
