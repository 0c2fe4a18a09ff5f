import type { contactRoutes } from '@postakte/shared/api/contacts'
import type { AnswerOf, BodyOf } from '@postakte/shared/api/route'
import { domainOf } from '@postakte/shared/mail/address'
import { freeMailDomains } from '@postakte/shared/mail/free-mail'
import type { Query } from '../../db/db'
import { isSharedAddress, nameInAddress, plainName } from './sender-name'
import { readSignature } from './signature'

type Route = (typeof contactRoutes)['draftContact']
export type Drafted = AnswerOf<Route>

/** What a contact of this sender would be. Nothing is made. */
export async function draftContact(tx: Query, { address, name, signature }: BodyOf<Route>): Promise<Drafted> {
  const draft = draftOf(address, name, signature)
  const domain = freeMailDomains.has(domainOf(address)) ? null : domainOf(address)
  return { draft, companies: await companiesFor(tx, domain, draft.companyName), known: await knownBy(tx, address) }
}

export function draftOf(address: string, name: string, signature: string): Drafted['draft'] {
  const signed = readSignature(signature)
  const role = isSharedAddress(address)
  const person = plainName(name) || signed.personName || (role ? '' : nameInAddress(address))
  const isCompany = role && (person === '' || person === signed.companyName)
  const called = isCompany ? signed.companyName || person : person
  return {
    kind: isCompany ? 'company' : 'person',
    name: called || address,
    address,
    role,
    phones: [...signed.phones],
    companyName: signed.companyName,
  }
}

const asRef = `k.id::text as id, k.kind, k.number, k.name`
type Ref = Drafted['known'][number]

/** Companies whose people write from this domain, then those that are called like that. */
async function companiesFor(tx: Query, domain: string | null, companyName: string): Promise<Ref[]> {
  const byDomain = await tx.query<Ref>(
    `select ${asRef} from (select contact_id from contact_addresses where domain = $1 limit 200) a join contacts p on p.id = a.contact_id
       join contacts k on k.id = case when p.kind = 'company' then p.id else p.company_id end
     where k.active and k.merged_into is null group by k.id order by count(*) desc, k.id limit 5`,
    [domain],
  )
  const byName = await tx.query<Ref>(
    `select ${asRef} from search_contacts($1, null, null) s join contacts k on k.id = s.contact_id where k.kind = 'company' and k.active order by s.place limit 5`,
    [companyName],
  )
  return [...new Map([...byDomain, ...byName].map((one) => [one.id, one])).values()]
}

const knownBy = (tx: Query, address: string): Promise<Ref[]> =>
  tx.query<Ref>(
    `select ${asRef} from contact_addresses a join contacts k on k.id = a.contact_id where a.address = $1 order by k.active desc, k.id limit 20`,
    [address],
  )
