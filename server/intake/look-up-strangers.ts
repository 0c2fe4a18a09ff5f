import type { Query } from '../db/db'
import { json } from '../db/json'
import { type ContactRow, contactColumns } from './look-up'
import type { KnownContact, Target } from './pipeline/decision'

/** A domain that only one company and its people use. Two distinct companies are enough to know that it is not. */
export async function companiesByDomain(db: Query, domains: readonly string[]): Promise<Map<string, KnownContact>> {
  if (domains.length === 0) return new Map()
  const rows = await db.query<ContactRow & { domain: string; others: number }>(
    `select d.domain, u.others::int as others, ${contactColumns} from jsonb_array_elements_text($1::text::jsonb) as d(domain)
     cross join lateral (select min(one) as id, count(*) as others from (
       select distinct coalesce(p.company_id, p.id) as one from (select contact_id from contact_addresses a where a.domain = d.domain limit 200) a join contacts p on p.id = a.contact_id limit 2) s) u
     join contacts c on c.id = u.id`,
    [json(domains)],
  )
  const single = rows.filter(({ others, kind, active }) => others === 1 && kind === 'company' && active)
  return new Map(single.map(({ domain, others: _, ...contact }) => [domain, contact]))
}

/** Where people (not rules) filed the newest mails of these addresses: a few hundred, however many there are. */
export async function memoryOf(db: Query, addresses: readonly string[]): Promise<Map<string, { target: Target; times: number }[]>> {
  if (addresses.length === 0) return new Map()
  const rows = await db.query<{ address: string; id: string; times: number }>(
    `select a.address, f.contact_id::text as id, count(*)::int as times from jsonb_array_elements_text($1::text::jsonb) as a(address)
     cross join lateral (select id from mails where from_address = a.address order by id desc limit 300) m join filings f on f.mail_id = m.id
     where f.filed_by is not null and f.removed_at is null and f.contact_id is not null group by 1, 2`,
    [json(addresses)],
  )
  const map = new Map<string, { target: Target; times: number }[]>()
  for (const { address, id, times } of rows) map.set(address, [...(map.get(address) ?? []), { target: { kind: 'contact', id }, times }])
  return map
}

/** As people write a name, and as an address book does: "Brandt, Uta". A few of each. */
export async function contactsByName(db: Query, names: readonly string[]): Promise<Map<string, KnownContact[]>> {
  if (names.length === 0) return new Map()
  const asked = names.flatMap((name) => [...new Set([name, turned(name)])].map((form) => ({ name, form })))
  const rows = await db.query<ContactRow & { asked: string }>(
    `select distinct a.name as asked, ${contactColumns} from jsonb_to_recordset($1::text::jsonb) as a(name text, form text)
     cross join lateral (select contact_id from contact_search where active and name_key = search_short(search_folded(a.form)) limit 10) s
     join contacts c on c.id = s.contact_id order by asked, id`,
    [json(asked)],
  )
  const map = new Map<string, KnownContact[]>()
  for (const { asked: name, ...contact } of rows) map.set(name, [...(map.get(name) ?? []), contact])
  return map
}

const turned = (name: string) => name.replace(/^([^,]+),([^,]+)$/, '$2 $1').trim()
