import type { Query } from '../db/db'
import { json } from '../db/json'
import type { ContactRow, Refused } from './contact-row'
import { type Match, matchContacts } from './match'

export interface UpsertReport {
  /** Line → what became of it, of those that were taken. */
  readonly results: ReadonlyMap<number, UpsertResult>
  readonly refused: readonly Refused[]
  /** Line → contact. */
  readonly ids: ReadonlyMap<number, string>
}

export type UpsertResult = 'made' | 'changed' | 'unchanged'

/**
 * A batch of contacts in one transaction, changed where they are known and made where not. Running the same file twice changes
 * nothing; addresses and phones are added, never taken away.
 */
export async function upsertContacts(
  tx: Query,
  rows: readonly ContactRow[],
  users: Users = noUsers,
  numbersRule = true,
): Promise<UpsertReport> {
  await tx.query(`select set_config('postakte.search_later', 'on', true)`)
  const { known, torn } = await matchContacts(tx, rows, numbersRule)
  const whole = rows.filter((row) => !torn.has(row.line))
  const made = await insertContacts(
    tx,
    whole.filter((row) => !known.has(row.line)),
    users,
  )
  const ids = new Map([...whole.map((row) => [row.line, known.get(row.line)?.id ?? made.get(row.line)!] as const)])
  const touched = new Set([...(await updateContacts(tx, whole, known, users)), ...(await addDetails(tx, whole, ids))])
  await findable(tx, [...made.values(), ...touched])
  const resultOf = (line: number): UpsertResult => (made.has(line) ? 'made' : touched.has(ids.get(line)!) ? 'changed' : 'unchanged')
  return {
    results: new Map(whole.map(({ line }) => [line, resultOf(line)])),
    refused: rows.filter((row) => torn.has(row.line)).map(tornRow),
    ids,
  }
}

/** What they are found by, once for the whole batch instead of after each of its statements. */
const findable = (tx: Query, ids: readonly string[]) =>
  tx.query(
    `select refresh_contact_search(array(select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one)), set_config('postakte.search_later', 'off', true)`,
    [json(ids)],
  )

/** Id of the user that a file names as owner. */
export type Users = (named: string) => number | null
const noUsers: Users = () => null

const tornRow = ({ line, number, externalId }: ContactRow): Refused => ({
  line,
  code: 'contact-torn',
  facts: { line: String(line), number: number ?? '', id: externalId ?? '' },
})

/** A company in the same batch is found by its number like one that is there; so its people are not written twice. */
async function insertContacts(tx: Query, rows: readonly ContactRow[], users: Users): Promise<Map<number, string>> {
  if (rows.length === 0) return new Map()
  const made = await tx.query<{ line: number; id: string }>(
    `with r as materialized (
       select nextval(pg_get_serial_sequence('contacts', 'id')) as id, x.*
       from jsonb_to_recordset($1::text::jsonb) as x(line int, kind text, number text, external_id text, name text, owner int, active boolean, company text)),
     made as (
       insert into contacts (id, kind, number, external_id, name, owner_id, active, company_id) overriding system value
       select r.id, r.kind, r.number, r.external_id, r.name, r.owner, coalesce(r.active, true), coalesce(k.merged_into, k.id, m.id)
       from r left join contacts k on k.number = r.company and r.company is distinct from r.number
         left join r m on m.number = r.company and m.id <> r.id)
     select line, id::text as id from r`,
    [json(rows.map((row) => ({ ...fieldsOf(row, users), line: row.line, kind: row.kind, company: row.companyNumber })))],
  )
  return new Map(made.map(({ line, id }) => [line, id]))
}

/** What the file does not say stays. Gives the ids of the contacts that are different now. */
async function updateContacts(
  tx: Query,
  rows: readonly ContactRow[],
  known: ReadonlyMap<number, Match>,
  users: Users,
): Promise<readonly string[]> {
  const wanted = rows.flatMap((row) => {
    const match = known.get(row.line)
    return match && !match.merged ? [{ ...fieldsOf(row, users), id: match.id }] : []
  })
  if (wanted.length === 0) return []
  const changed = await tx.query<{ id: string }>(
    `update contacts c set name = r.name, number = coalesce(r.number, c.number), external_id = coalesce(r.external_id, c.external_id),
       owner_id = coalesce(r.owner, c.owner_id), active = coalesce(r.active, c.active), version = c.version + 1
     from jsonb_to_recordset($1::text::jsonb) as r(id bigint, number text, external_id text, name text, owner int, active boolean)
     where c.id = r.id and (c.name, c.number, c.external_id, c.owner_id, c.active) is distinct from
       (r.name, coalesce(r.number, c.number), coalesce(r.external_id, c.external_id), coalesce(r.owner, c.owner_id), coalesce(r.active, c.active))
     returning c.id::text as id`,
    [json(wanted)],
  )
  return changed.map(({ id }) => id)
}

const fieldsOf = (row: ContactRow, users: Users) => ({
  number: row.number,
  external_id: row.externalId,
  name: row.name,
  owner: row.owner === null ? null : users(row.owner),
  active: row.active,
})

/** The addresses of a company (info@, buchhaltung@) are role addresses: they mean the company, not a person. */
async function addDetails(tx: Query, rows: readonly ContactRow[], ids: ReadonlyMap<number, string>): Promise<readonly string[]> {
  const addresses = rows.flatMap((row) =>
    row.addresses.map((address) => ({ address, contact_id: ids.get(row.line), role: row.kind === 'company' })),
  )
  const phones = rows.flatMap((row) => row.phones.map((phone) => ({ phone, contact_id: ids.get(row.line) })))
  const added = await tx.query<{ id: string }>(
    `insert into contact_addresses (address, contact_id, role) select address, contact_id, role from jsonb_to_recordset($1::text::jsonb) as a(address text, contact_id bigint, role boolean) on conflict do nothing returning contact_id::text as id`,
    [json(addresses)],
  )
  if (phones.length === 0) return added.map(({ id }) => id)
  const called = await tx.query<{ id: string }>(
    `insert into contact_phones (phone, contact_id) select phone, contact_id from jsonb_to_recordset($1::text::jsonb) as p(phone text, contact_id bigint) on conflict do nothing returning contact_id::text as id`,
    [json(phones)],
  )
  return [...added, ...called].map(({ id }) => id)
}
