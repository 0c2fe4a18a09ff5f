import { domainOf, withoutPlusTag } from '@postakte/shared/mail/address'
import { freeMailDomains } from '@postakte/shared/mail/free-mail'
import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Own } from '../intake/pipeline/decision'
import { isOwnAddress } from '../intake/pipeline/trust'
import type { AskedDraft, DraftCase } from './case-of'

interface Stranger {
  readonly kind: 'stranger'
  readonly address: string
  readonly contact: {
    readonly id: string
    readonly kind: 'person' | 'company'
    readonly name: string
    readonly number: string | null
  } | null
}

/** An address that is asked about: whose it is, and whether he is part of the case. */
interface Found {
  readonly address: string
  readonly belongs: boolean
  readonly contact: Stranger['contact']
}

/**
 * Recipients who are no part of the case: neither its contact nor a participant, nor of their company, nor one who wrote in it before,
 * nor of ours. Of a case that nobody is part of yet everybody may be.
 */
export async function strangersOf(tx: Query, at: DraftCase, asked: AskedDraft, own: Own): Promise<readonly Stranger[]> {
  const addresses = outsideOf(asked, own)
  if (addresses.length === 0) return []
  const circle = await circleOf(tx, at)
  if (circle.people === 0 && circle.addresses.length === 0) return []
  const known = new Set(circle.addresses)
  const domains = new Set(circle.addresses.map(domainOf).filter((domain) => !freeMailDomains.has(domain)))
  const isKnown = (address: string) => known.has(address) || known.has(withoutPlusTag(address) ?? '') || domains.has(domainOf(address))
  const left = addresses.filter((address) => !isKnown(address))
  if (left.length === 0) return []
  const found = await whose(tx, at, left)
  return left.flatMap((address) => {
    const owners = found.filter((one) => one.address === address || one.address === withoutPlusTag(address))
    return owners.some(({ belongs }) => belongs) ? [] : [{ kind: 'stranger', address, contact: owners[0]?.contact ?? null }]
  })
}

function outsideOf({ people, mailbox }: AskedDraft, own: Own): readonly string[] {
  const to = people.filter(({ role }) => role !== 'from').flatMap(({ address }) => address ?? [])
  return [...new Set(to)].filter((address) => address !== mailbox && !isOwnAddress(own, address)).slice(0, 200)
}

/** Contact and participants of the case, and the company of each. */
const circle = `c as (select c.id, c.company_id from contacts c where c.id in (select coalesce(n.merged_into, n.id) from contacts n where n.id in (
    select contact_id from cases where id = $1::text::bigint union select contact_id from case_participants where case_id = $1::text::bigint))),
  who as (select id from c union select company_id from c where company_id is not null)`

/** Their addresses, and those who wrote what lies at the case. */
async function circleOf(tx: Query, { id }: DraftCase): Promise<{ readonly people: number; readonly addresses: readonly string[] }> {
  const [row] = await tx.query<{ people: number; addresses: string[] }>(
    `with ${circle} select (select count(*)::int from who) as people, to_jsonb(array(
       select a.address from contact_addresses a where a.contact_id in (select id from who) union
       (select m.from_address from filings f join mails m on m.id = f.mail_id where f.case_id = $1::text::bigint and f.removed_at is null and m.direction = 'in' and m.from_address is not null
        order by f.occurred_at desc limit 500))) as addresses`,
    [id],
  )
  return row!
}

const whose = (tx: Query, { id }: DraftCase, addresses: readonly string[]) =>
  tx.query<Found>(
    `with ${circle} select a.address, (n.id in (select id from who) or coalesce(n.company_id in (select id from who), false)) as belongs,
       jsonb_build_object('id', n.id::text, 'kind', n.kind, 'name', n.name, 'number', n.number) as contact
     from contact_addresses a join contacts o on o.id = a.contact_id join contacts n on n.id = coalesce(o.merged_into, o.id)
     where a.address = any(array(select jsonb_array_elements_text($2::text::jsonb))) order by n.active desc, n.id limit 1000`,
    [id, json(addresses.flatMap((address) => [address, withoutPlusTag(address) ?? address]))],
  )
