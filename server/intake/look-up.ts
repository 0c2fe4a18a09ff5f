import { domainOf, withoutPlusTag } from '@postakte/shared/mail/address'
import { freeMailDomains } from '@postakte/shared/mail/free-mail'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { companiesByDomain, memoryOf } from './look-up-strangers'
import type { Clues, Direction, Known, KnownCase, KnownContact, KnownMail, KnownOpportunity, Target } from './pipeline/decision'

/** Everything known about the clues of a whole batch, asked with one query a kind. Ids are text. */
export interface BatchKnown {
  /** Known of one mail; the same maps serve all. */
  readonly of: (clues: Clues) => Known
  readonly mails: Map<string, KnownMail>
}

export async function lookUp(db: Query, batch: readonly Clues[]): Promise<BatchKnown> {
  const addresses = [
    ...new Set(batch.flatMap(({ outside }) => outside.flatMap(({ address }) => [address, withoutPlusTag(address) ?? address]))),
  ]
  const [byAddress, byNumber, mails] = await Promise.all([
    contactsByAddress(db, addresses),
    contactsByNumber(db, [...new Set(batch.flatMap(({ customerNumbers }) => customerNumbers))]),
    mailsById(db, [...new Set(batch.flatMap(({ thread }) => thread))]),
  ])
  const strangers = addresses.filter((address) => !byAddress.has(address))
  const domains = [...new Set(strangers.map(domainOf))].filter((domain) => !freeMailDomains.has(domain))
  const [{ cases, contacts, opportunities }, companyByDomain, memory] = await Promise.all([
    recordsOf(db, batch, mails, byAddress, byNumber),
    companiesByDomain(db, domains),
    memoryOf(db, strangers),
  ])
  for (const [id, company] of [...companyByDomain.values()].map((one) => [one.id, one] as const)) contacts.set(id, company)
  const known = {
    byNumber,
    contacts,
    casesByNumber: new Map(cases.map((one) => [one.number, one])),
    cases: new Map(cases.map((one) => [one.id, one])),
    mails,
    opportunities,
    companyByDomain,
    memory,
  }
  return {
    mails,
    of: (clues) => ({
      ...known,
      byAddress: new Map(
        clues.outside.map(({ address }) => [address, byAddress.get(address) ?? byAddress.get(withoutPlusTag(address) ?? '') ?? []]),
      ),
    }),
  }
}

/** Cases that are tagged or where a thread lies, the contacts of them all, and their opportunities. */
async function recordsOf(
  db: Query,
  batch: readonly Clues[],
  mails: ReadonlyMap<string, KnownMail>,
  byAddress: ReadonlyMap<string, KnownContact[]>,
  byNumber: ReadonlyMap<string, KnownContact>,
) {
  const filed = [...mails.values()].flatMap(({ filedUnder }) => filedUnder)
  const numbers = [...new Set(batch.flatMap(({ caseTags }) => caseTags.map(({ number }) => number)))]
  const cases = await casesOf(db, numbers, idsOf(filed, 'case'))
  const contacts = await contactsById(db, [...caseContacts(cases), ...idsOf(filed, 'contact')], [...byAddress.values()].flat(), [
    ...byNumber.values(),
  ])
  return { cases, contacts, opportunities: await opportunitiesOf(db, [...contacts.keys()]) }
}

const idsOf = (targets: readonly Target[], kind: Target['kind']) => [
  ...new Set(targets.filter((target) => target.kind === kind).map(({ id }) => id)),
]
const caseContacts = (cases: readonly KnownCase[]) =>
  cases.flatMap(({ contact, participants }) => [...(contact ? [contact] : []), ...participants])

export interface ContactRow {
  readonly id: string
  readonly kind: 'person' | 'company'
  readonly number: string | null
  readonly name: string
  readonly company: string | null
  readonly active: boolean
}
export const contactColumns = `c.id::text as id, c.kind, c.number, c.name, c.company_id::text as company, c.active`
export const listed = (parameter: string) => `(select jsonb_array_elements_text(${parameter}::text::jsonb))`

async function contactsByAddress(db: Query, addresses: readonly string[]): Promise<Map<string, KnownContact[]>> {
  if (addresses.length === 0) return new Map()
  const rows = await db.query<ContactRow & { address: string; role: boolean }>(
    `select a.address, a.role, ${contactColumns} from contact_addresses a join contacts c on c.id = a.contact_id where a.address in ${listed('$1')} and c.merged_into is null order by a.address, c.id limit 5000`,
    [json(addresses)],
  )
  const map = new Map<string, KnownContact[]>()
  for (const { address, role, ...contact } of rows)
    map.set(address, [...(map.get(address) ?? []), { ...contact, ...(role ? { viaRoleAddress: true } : {}) }])
  return map
}

/** The number of a merged contact leads to the one it became. */
async function contactsByNumber(db: Query, numbers: readonly string[]): Promise<Map<string, KnownContact>> {
  if (numbers.length === 0) return new Map()
  const rows = await db.query<ContactRow & { asked: string }>(
    `select n.number as asked, ${contactColumns} from contacts n join contacts c on c.id = coalesce(n.merged_into, n.id) where n.number in ${listed('$1')}`,
    [json(numbers)],
  )
  return new Map(rows.map(({ asked, ...contact }) => [asked, contact]))
}

async function contactsById(
  db: Query,
  ids: readonly string[],
  ...have: readonly (readonly KnownContact[])[]
): Promise<Map<string, KnownContact>> {
  const map = new Map(have.flat().map((contact) => [contact.id, { ...contact, viaRoleAddress: false }] as const))
  const missing = [...new Set([...ids, ...have.flat().flatMap(({ company }) => (company ? [company] : []))])].filter((id) => !map.has(id))
  if (missing.length === 0) return map
  const rows = await db.query<ContactRow>(
    `select ${contactColumns} from contacts c where c.id in (select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one)`,
    [json(missing)],
  )
  for (const row of rows) map.set(row.id, { ...row, viaRoleAddress: false })
  return map
}

interface MailRow {
  readonly message_id: string
  readonly direction: Direction
  readonly contact_id: string | null
  readonly case_id: string | null
  readonly opportunity_id: string | null
}

async function mailsById(db: Query, ids: readonly string[]): Promise<Map<string, KnownMail>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<MailRow>(
    `select m.message_id, m.direction, f.contact_id::text, f.case_id::text, f.opportunity_id::text
     from mails m left join filings f on f.mail_id = m.id and f.removed_at is null where m.message_id in ${listed('$1')} order by m.id, f.id limit 20000`,
    [json(ids)],
  )
  const map = new Map<string, KnownMail>()
  for (const row of rows) {
    const before = map.get(row.message_id)
    const target = targetOf(row)
    map.set(row.message_id, {
      messageId: row.message_id,
      direction: row.direction,
      filedUnder: [...(before?.filedUnder ?? []), ...(target ? [target] : [])],
    })
  }
  return map
}

function targetOf({ contact_id, case_id, opportunity_id }: MailRow): Target | null {
  if (contact_id) return { kind: 'contact', id: contact_id }
  if (case_id) return { kind: 'case', id: case_id }
  return opportunity_id ? { kind: 'opportunity', id: opportunity_id } : null
}

async function casesOf(db: Query, numbers: readonly string[], ids: readonly string[]): Promise<KnownCase[]> {
  if (numbers.length === 0 && ids.length === 0) return []
  return db.query<KnownCase>(
    `select c.id::text as id, c.number, c."check", c.title, c.contact_id::text as contact, c.status, c.private,
            coalesce((select jsonb_agg(p.contact_id::text) from case_participants p where p.case_id = c.id), '[]') as participants
     from cases c where c.id in (
       select id from cases where number in ${listed('$1')} union select one::bigint from jsonb_array_elements_text($2::text::jsonb) as one)`,
    [json(numbers), json(ids)],
  )
}

async function opportunitiesOf(db: Query, contacts: readonly string[]): Promise<Map<string, KnownOpportunity[]>> {
  if (contacts.length === 0) return new Map()
  const rows = await db.query<KnownOpportunity & { asked: string }>(
    `with asked as (select one::bigint as id from jsonb_array_elements_text($1::text::jsonb) as one),
          roles as (select o.id, o.contact_id as asked from opportunities o join asked a on a.id = o.contact_id where o.open
                    union select p.opportunity_id, p.contact_id from opportunity_people p join asked a on a.id = p.contact_id)
     select r.asked::text as asked, o.id::text as id, o.title, o.contact_id::text as contact, o.open, '[]'::jsonb as people from roles r join opportunities o on o.id = r.id where o.open`,
    [json(contacts)],
  )
  const map = new Map<string, KnownOpportunity[]>()
  for (const { asked, ...opportunity } of rows) map.set(asked, [...(map.get(asked) ?? []), opportunity])
  return map
}
