import type { Db } from '@postakte/server/db/db'
import { meOf } from '@postakte/server/users/me'
import { makeClient } from '@postakte/shared/api/client'
import { lookupRoutes } from '@postakte/shared/api/lookup'
import { addressOf, tokenOf } from './world'

interface Expected {
  readonly name: string
  readonly cases: string[]
  readonly opportunities: string[]
  readonly activities: string[]
}

/** How many of these contacts' cards and lookups are as a plain query with everything spelled out says: 'right/asked'. */
export async function answersRight(db: Db, port: number, contacts: readonly number[], user: number): Promise<string> {
  const call = makeClient({ base: `http://127.0.0.1:${port}`, token: () => tokenOf(user), language: () => 'de' })
  const me = (await meOf(db, tokenOf(user)))!
  let right = 0
  for (const contact of contacts) {
    const [expected] = await db.query<Expected>(expectedStatement, [contact, JSON.stringify([...me.audiences])])
    const address = addressOf(contact)
    const { card } = await call(lookupRoutes.lookUpMail, { body: { people: [{ address, role: 'from' }] } })
    const { items } = await call(lookupRoutes.lookUpAddresses, { body: { addresses: [address] } })
    const found = {
      name: card!.contact?.name,
      cases: card!.cases.map(({ id }) => id),
      opportunities: card!.opportunities.map(({ id }) => id),
      activities: card!.activities.map(({ id }) => id),
    }
    if (JSON.stringify(found) === JSON.stringify(expected) && items[0]?.contact.name === expected!.name) right++
  }
  return `${right}/${contacts.length}`
}

const expectedStatement = `
  with asked as (select id, name, company_id from contacts where id = $1), mine as (select array(select jsonb_array_elements_text($2::text::jsonb)::int) as seen)
  select name,
    (select coalesce(json_agg(id::text), '[]') from (select c.id from cases c, mine where c.audience = any(seen) and c.status in ('open', 'waiting')
       and (c.contact_id in (asked.id, asked.company_id) or exists (select from case_participants p where p.case_id = c.id and p.contact_id = asked.id)) order by c.updated_at desc, c.id desc limit 10) x) as cases,
    (select coalesce(json_agg(id::text), '[]') from (select o.id from opportunities o, mine where o.audience = any(seen) and o.open
       and (o.contact_id in (asked.id, asked.company_id) or exists (select from opportunity_people p where p.opportunity_id = o.id and p.contact_id = asked.id)) order by o.updated_at desc, o.id desc limit 10) x) as opportunities,
    (select coalesce(json_agg(id::text), '[]') from (select a.id from activities a, mine where a.audiences && seen and a.deleted_at is null
       and a.id in (select f.activity_id from filings f where f.contact_id in (asked.id, asked.company_id) and f.removed_at is null) order by a.occurred_at desc, a.id desc limit 5) x) as activities
  from asked`
