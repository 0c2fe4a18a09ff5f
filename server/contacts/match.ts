import type { Query } from '../db/db'
import { json } from '../db/json'
import type { ContactRow } from './contact-row'

/** The contact that a line of a file means: where its details go, and whether its name may be changed there. */
export interface Match {
  readonly id: string
  /** Merged into `id`: addresses and phones go there, its name stays what people made of it. */
  readonly merged: boolean
}

export interface Matches {
  readonly known: ReadonlyMap<number, Match>
  /** Lines whose number is that of one contact, and whose external id that of another. */
  readonly torn: ReadonlySet<number>
}

interface Hit {
  readonly line: number
  readonly by: 'number' | 'external' | 'name'
  readonly id: string
  readonly into: string | null
  /** The number is of a contact that has another external id than the line. */
  readonly foreign: boolean
}

/**
 * By number, else by external id, else by first address and name: a contact that was made from a mail, without a number, takes the
 * number of the line instead of getting a double. Where numbers do not rule, a number of a contact with another external id tears a line.
 */
export async function matchContacts(tx: Query, rows: readonly ContactRow[], numbersRule = true): Promise<Matches> {
  const hits = [...(await hitsByKey(tx, rows)), ...(await hitsByNameAlone(tx, rows))]
  const known = new Map<number, Match>()
  const torn = new Set<number>()
  const taken = new Set<string>()
  for (const hit of hits.sort((one, other) => strength[one.by] - strength[other.by] || one.line - other.line)) {
    if (hit.foreign && !numbersRule) torn.add(hit.line)
    const before = known.get(hit.line)
    const id = hit.into ?? hit.id
    if (before && hit.by === 'external' && before.id !== id) torn.add(hit.line)
    if (before || (hit.by === 'name' && taken.has(id))) continue
    known.set(hit.line, { id, merged: hit.into !== null })
    taken.add(id)
  }
  return { known, torn }
}

const strength = { number: 0, external: 1, name: 2 }

async function hitsByKey(tx: Query, rows: readonly ContactRow[]): Promise<Hit[]> {
  return tx.query<Hit>(
    `with r as materialized (select * from jsonb_to_recordset($1::text::jsonb) as x(line int, number text, external_id text, name text, address text))
     select r.line, 'number' as by, c.id::text as id, c.merged_into::text as into, coalesce(c.external_id <> r.external_id, false) as foreign from r join contacts c on c.number = r.number
     union all
     select r.line, 'external', c.id::text, c.merged_into::text, false from r join contacts c on c.external_id = r.external_id
     union all
     select r.line, 'name', min(c.id)::text, null, false from r join contact_addresses a on a.address = r.address join contacts c on c.id = a.contact_id and c.name = r.name
     where c.merged_into is null and ((r.number is null and r.external_id is null) or (c.number is null and c.external_id is null)) group by r.line`,
    [json(rows.map(keysOf))],
  )
}

/** Lines with nothing but a name: the same file twice must not double them. */
async function hitsByNameAlone(tx: Query, rows: readonly ContactRow[]): Promise<Hit[]> {
  const bare = rows.filter(({ number, externalId, addresses }) => number === null && externalId === null && addresses.length === 0)
  if (bare.length === 0) return []
  return tx.query<Hit>(
    `select r.line, 'name' as by, min(c.id)::text as id, null as into, false as foreign
     from jsonb_to_recordset($1::text::jsonb) as r(line int, name text) join contacts c on c.name = r.name
     where c.number is null and c.external_id is null and c.merged_into is null
       and not exists (select 1 from contact_addresses a where a.contact_id = c.id) group by r.line`,
    [json(bare.map(keysOf))],
  )
}

const keysOf = (row: ContactRow) => ({
  line: row.line,
  number: row.number,
  external_id: row.externalId,
  name: row.name,
  address: row.addresses[0] ?? null,
})
