import type { Db } from '../db/db'
import { json } from '../db/json'
import type { ContactRow, Refused } from './contact-row'

/** Which company a person of the file belongs to. Companies may stand below their people, so this comes after the last line. */
export interface CompanyLink {
  readonly line: number
  readonly id: string
  readonly companyNumber: string | null
  readonly companyName: string | null
}

export function companyLinks(rows: readonly ContactRow[], ids: ReadonlyMap<number, string>): CompanyLink[] {
  return rows.flatMap(({ line, number, companyNumber, companyName }) => {
    const id = ids.get(line)
    const byNumber = companyNumber === number ? null : companyNumber
    return id && (byNumber !== null || companyName !== null) ? [{ line, id, companyNumber: byNumber, companyName }] : []
  })
}

/** Large, because companies are looked up by name without an index: one pass over the contacts for each batch. */
const batchSize = 50_000

/** By number always; by name where just one company has it and nobody has chosen a company yet. Gives the lines left without one. */
export async function linkCompanies(db: Db, links: readonly CompanyLink[]): Promise<Refused[]> {
  const missing: Refused[] = []
  for (let at = 0; at < links.length; at += batchSize) {
    const batch = links.slice(at, at + batchSize)
    const alone = new Set((await db.transaction((tx) => tx.query<{ line: number }>(linkBatch, [json(batch)]))).map(({ line }) => line))
    missing.push(...batch.filter(({ line }) => alone.has(line)).map(withoutCompany))
  }
  return missing
}

const linkBatch = `
  with l as materialized (select * from jsonb_to_recordset($1::text::jsonb) as x(line int, id bigint, "companyNumber" text, "companyName" text)),
  names as materialized (select lower(name) as name, min(id) as id from contacts where kind = 'company' and merged_into is null
    and lower(name) in (select lower("companyName") from l where "companyNumber" is null) group by lower(name) having count(*) = 1),
  wanted as materialized (
    select l.line, l.id, coalesce(k.merged_into, k.id) as company, true as stated from l join contacts k on k.number = l."companyNumber"
    union all select l.line, l.id, n.id, false from l join names n on n.name = lower(l."companyName") where l."companyNumber" is null),
  linked as (update contacts c set company_id = w.company, version = c.version + 1 from wanted w
    where c.id = w.id and c.id <> w.company and c.company_id is distinct from w.company and (w.stated or c.company_id is null))
  select l.line from l where l."companyNumber" is not null and not exists (select 1 from wanted w where w.line = l.line)`

const withoutCompany = ({ line, companyNumber }: CompanyLink): Refused => ({
  line,
  code: 'contact-company-unknown',
  facts: { line: String(line), number: companyNumber ?? '' },
})
