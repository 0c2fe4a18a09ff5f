import type { Query } from '../db/db'
import { json } from '../db/json'
import type { ContactRow, Refused } from './contact-row'

export interface UpsertReport {
  readonly created: number
  readonly changed: number
  readonly refused: readonly Refused[]
}

/**
 * A batch of contacts in one transaction: by number, else by external id, else new (a contact without either is known again by
 * its first address and name). Running the same file twice changes nothing.
 */
export async function upsertContacts(tx: Query, rows: readonly ContactRow[]): Promise<UpsertReport> {
  const { unique, refused } = withoutRepeats(rows)
  const known = await knownIds(tx, unique)
  const news = unique.filter((row) => !known.has(row.line))
  const changed = unique.filter((row) => known.has(row.line))
  const ids = new Map([...known, ...(await insertContacts(tx, news))])
  await updateContacts(tx, changed, ids)
  await addDetails(tx, unique, ids)
  await linkCompanies(tx, unique, ids)
  return { created: news.length, changed: changed.length, refused }
}

/** The same number twice in one file: the first counts, the second is told. */
function withoutRepeats(rows: readonly ContactRow[]): { unique: ContactRow[]; refused: Refused[] } {
  const seen = new Map<string, number>()
  const refused: Refused[] = []
  const unique = rows.filter((row) => {
    const key = row.number !== null ? `n:${row.number}` : row.externalId !== null ? `x:${row.externalId}` : null
    const before = key === null ? undefined : seen.get(key)
    if (before !== undefined)
      refused.push({
        line: row.line,
        code: 'contact-twice',
        facts: { line: String(row.line), number: row.number ?? row.externalId ?? '', first: String(before) },
      })
    else if (key !== null) seen.set(key, row.line)
    return before === undefined
  })
  return { unique, refused }
}

async function knownIds(tx: Query, rows: readonly ContactRow[]): Promise<Map<number, string>> {
  const found = await tx.query<{ line: number; id: string }>(
    `with r as (select * from jsonb_to_recordset($1::text::jsonb) as x(line int, number text, external_id text, name text, address text))
     select distinct on (r.line) r.line, c.id::text as id from r join contacts c on c.number = r.number or (r.number is null and c.external_id = r.external_id)
     union select r.line, min(c.id)::text from r join contact_addresses a on a.address = r.address join contacts c on c.id = a.contact_id and c.name = r.name where r.number is null and r.external_id is null group by r.line`,
    [
      json(
        rows.map((row) => ({
          line: row.line,
          number: row.number,
          external_id: row.externalId,
          name: row.name,
          address: row.addresses[0] ?? null,
        })),
      ),
    ],
  )
  return new Map(found.map(({ line, id }) => [line, id]))
}

async function insertContacts(tx: Query, rows: readonly ContactRow[]): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map()
  const made = await tx.query<{ line: number; id: string }>(
    `with r as (select row_number() over (order by line) as at, * from jsonb_to_recordset($1::text::jsonb) as x(line int, kind text, number text, external_id text, name text)),
          made as (insert into contacts (kind, number, external_id, name) select kind, number, external_id, name from r order by at returning id),
          counted as (select id, row_number() over (order by id) as at from made)
     select r.line, counted.id::text as id from counted join r using (at)`,
    [json(rows.map((row) => ({ line: row.line, kind: row.kind, number: row.number, external_id: row.externalId, name: row.name })))],
  )
  return new Map(made.map(({ line, id }) => [line, id]))
}

async function updateContacts(tx: Query, rows: readonly ContactRow[], ids: ReadonlyMap<number, string>): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `update contacts c set name = r.name, external_id = coalesce(r.external_id, c.external_id), version = c.version + 1
     from jsonb_to_recordset($1::text::jsonb) as r(id bigint, name text, external_id text) where c.id = r.id and (c.name <> r.name or c.external_id is distinct from coalesce(r.external_id, c.external_id))`,
    [json(rows.map((row) => ({ id: ids.get(row.line), name: row.name, external_id: row.externalId })))],
  )
}

/** info@, buchhaltung@ and the like of a company are role addresses: they mean the company, not a person. */
async function addDetails(tx: Query, rows: readonly ContactRow[], ids: ReadonlyMap<number, string>): Promise<void> {
  const addresses = rows.flatMap((row) =>
    row.addresses.map((address) => ({ address, contact_id: ids.get(row.line), role: row.kind === 'company' })),
  )
  const phones = rows.flatMap((row) => row.phones.map((phone) => ({ phone, contact_id: ids.get(row.line) })))
  await tx.query(
    `insert into contact_addresses (address, contact_id, role) select address, contact_id, role from jsonb_to_recordset($1::text::jsonb) as a(address text, contact_id bigint, role boolean) on conflict do nothing`,
    [json(addresses)],
  )
  await tx.query(
    `insert into contact_phones (phone, contact_id) select phone, contact_id from jsonb_to_recordset($1::text::jsonb) as p(phone text, contact_id bigint) on conflict do nothing`,
    [json(phones)],
  )
}

async function linkCompanies(tx: Query, rows: readonly ContactRow[], ids: ReadonlyMap<number, string>): Promise<void> {
  const links = rows
    .filter((row) => row.companyNumber !== null && row.companyNumber !== row.number)
    .map((row) => ({ id: ids.get(row.line), company: row.companyNumber }))
  if (links.length === 0) return
  await tx.query(
    `update contacts c set company_id = k.id from jsonb_to_recordset($1::text::jsonb) as l(id bigint, company text) join contacts k on k.number = l.company where c.id = l.id and c.company_id is distinct from k.id`,
    [json(links)],
  )
}
