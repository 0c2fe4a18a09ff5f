import { domainOf, withoutPlusTag } from '@postakte/shared/mail/address'
import { freeMailDomains } from '@postakte/shared/mail/free-mail'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { companiesByDomain, contactsByName, memoryOf } from './look-up-strangers'
import type { Clues, Direction, Known, KnownCase, KnownContact, KnownMail, KnownOpportunity, Target } from './pipeline/decision'
import { nameAlone } from './pipeline/rules/by-name-alone'

/** Everything known about the clues of a whole batch, asked with one query a kind. Ids are text. */
export interface BatchKnown {
  /** Known of one mail; the same maps serve all. */
  readonly of: (clues: Clues) => Known
  readonly mails: Map<string, readonly KnownMail[]>
}

export async function lookUp(db: Query, batch: readonly Clues[]): Promise<BatchKnown> {
  const addresses = [
    ...new Set(batch.flatMap(({ outside }) => outside.flatMap(({ address }) => [address, withoutPlusTag(address) ?? address]))),
  ]
  const [byAddress, byNumber, mails, byName] = await Promise.all([
    contactsByAddress(db, addresses),
    contactsByNumber(db, [...new Set(batch.flatMap(({ customerNumbers }) => customerNumbers))]),
    mailsById(db, [...new Set(batch.flatMap(({ thread }) => thread))]),
    contactsByName(db, [...new Set(batch.flatMap((clues) => nameAlone(clues) ?? []))]),
  ])
  const strangers = addresses.filter((address) => !byAddress.has(address))
  const domains = [...new Set(strangers.map(domainOf))].filter((domain) => !freeMailDomains.has(domain))
  const [{ cases, casesByNumber, contacts, opportunities }, companyByDomain, memory] = await Promise.all([
    recordsOf(db, batch, mails, byAddress, byNumber),
    companiesByDomain(db, domains),
    memoryOf(db, strangers),
  ])
  for (const [id, company] of [...companyByDomain.values()].map((one) => [one.id, one] as const)) contacts.set(id, company)
  const known = {
    byName,
    byNumber,
    contacts,
    casesByNumber,
    cases,
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
  mails: Known['mails'],
  byAddress: ReadonlyMap<string, KnownContact[]>,
  byNumber: ReadonlyMap<string, KnownContact>,
) {
  const filed = [...mails.values()].flat().flatMap(({ filedUnder }) => filedUnder)
  const numbers = [...new Set(batch.flatMap(({ caseTags }) => caseTags.map(({ number }) => number)))]
  const { cases, casesByNumber } = await casesOf(db, numbers, idsOf(filed, 'case'))
  const have = [...byAddress.values(), ...byNumber.values()].flat()
  const ids = [...caseContacts([...cases.values()]), ...idsOf(filed, 'contact'), ...have.flatMap(({ id, company }) => [id, company ?? id])]
  return { cases, casesByNumber, ...(await contactsById(db, [...new Set(ids)])) }
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

/** Contacts, and the open opportunities that each has a part in. */
async function contactsById(db: Query, ids: readonly string[]) {
  const contacts = new Map<string, KnownContact>()
  const opportunities = new Map<string, KnownOpportunity[]>()
  if (ids.length === 0) return { contacts, opportunities }
  const rows = await db.query<ContactRow & { opportunities: KnownOpportunity[] | null }>(
    `select ${contactColumns}, (select jsonb_agg(jsonb_build_object('id', o.id::text, 'title', o.title, 'contact', o.contact_id::text, 'open', o.open, 'people', '[]'::jsonb) order by o.id)
         from (select id from opportunities where contact_id = c.id union select opportunity_id from opportunity_people where contact_id = c.id) mine join opportunities o on o.id = mine.id where o.open) as opportunities
     from contacts c where c.id in (select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one)`,
    [json(ids)],
  )
  for (const { opportunities: own, ...contact } of rows) {
    contacts.set(contact.id, { ...contact, viaRoleAddress: false })
    if (own) opportunities.set(contact.id, own)
  }
  return { contacts, opportunities }
}

interface MailRow {
  readonly id: string
  readonly message_id: string
  readonly direction: Direction
  readonly contact_id: string | null
  readonly case_id: string | null
  readonly opportunity_id: string | null
}

/** Each mail by itself: who uses the Message-ID of another mail gains nothing of where that one lies (reliability C10). */
async function mailsById(db: Query, ids: readonly string[]): Promise<Map<string, readonly KnownMail[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<MailRow>(
    `select m.id::text as id, m.message_id, m.direction, f.contact_id::text, f.case_id::text, f.opportunity_id::text
     from mails m left join filings f on f.mail_id = m.id and f.removed_at is null where m.message_id in ${listed('$1')} order by m.id, f.id limit 20000`,
    [json(ids)],
  )
  const mails = new Map<string, KnownMail>()
  for (const row of rows) {
    const target = targetOf(row)
    mails.set(row.id, {
      messageId: row.message_id,
      direction: row.direction,
      filedUnder: [...(mails.get(row.id)?.filedUnder ?? []), ...(target ? [target] : [])],
    })
  }
  const map = new Map<string, readonly KnownMail[]>()
  for (const mail of mails.values()) map.set(mail.messageId, [...(map.get(mail.messageId) ?? []), mail])
  return map
}

function targetOf({ contact_id, case_id, opportunity_id }: MailRow): Target | null {
  if (contact_id) return { kind: 'contact', id: contact_id }
  if (case_id) return { kind: 'case', id: case_id }
  return opportunity_id ? { kind: 'opportunity', id: opportunity_id } : null
}

interface AskedCase extends KnownCase {
  readonly askedNumber: string | null
  readonly askedCheck: string | null
}

/** Number and check of a merged case lead to the one that it became. */
async function casesOf(db: Query, numbers: readonly string[], ids: readonly string[]) {
  const cases = new Map<string, KnownCase>()
  const casesByNumber = new Map<string, KnownCase>()
  if (numbers.length === 0 && ids.length === 0) return { cases, casesByNumber }
  const rows = await db.query<AskedCase>(
    `with asked as (
       select id, merged_into, number, "check" from cases where number in ${listed('$1')}
       union all select id, merged_into, null, null from cases where id in (select one::bigint from jsonb_array_elements_text($2::text::jsonb) as one))
     select c.id::text as id, c.number, c."check", c.title, c.contact_id::text as contact, c.status, c.private, a.number as "askedNumber", a."check" as "askedCheck",
       coalesce((select jsonb_agg(p.contact_id::text) from case_participants p where p.case_id = c.id), '[]') as participants
     from asked a join cases c on c.id = case when a.merged_into is null then a.id else living_case(a.id) end`,
    [json(numbers), json(ids)],
  )
  for (const { askedNumber, askedCheck, ...one } of rows) {
    cases.set(one.id, one)
    if (askedNumber !== null) casesByNumber.set(askedNumber, { ...one, number: askedNumber, check: askedCheck ?? '' })
  }
  return { cases, casesByNumber }
}
