import type { Db } from '@postakte/server/db/db'

export interface LookupPlan {
  readonly contacts: number
  readonly activities: number
}

/** Members and their tokens; who has `token-1` is the one who looks at timelines and lists. */
export const users = 16
export const tokenOf = (user: number) => `bench-token-${user}`
/** Every contact's first address; pgbench makes the same one. */
export const addressOf = (contact: number) => `k${contact}@firma-${Math.floor(contact / 5)}.example`

/** Contacts of their own whose timelines are compared: beside all others, at the end of the numbers. */
export const longTimeline = ({ contacts }: LookupPlan) => contacts + 1
export const shortTimeline = ({ contacts }: LookupPlan) => contacts + 2
export const lengthOf = ({ activities }: LookupPlan) => ({ long: activities / 50, short: Math.min(100, activities / 50) })

/**
 * A house after some years, made inside PostgreSQL: every fifth contact is a company, two in five are its people; half of the
 * activities are of a twelfth of the contacts; teams of which one is closed, private cases, mails of several audiences. What the
 * triggers keep is written as they would have written it. The index of the search is left empty: nothing here asks it.
 */
export async function makeWorld(db: Db, plan: LookupPlan): Promise<void> {
  const indexes = await db.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any('{contacts,contact_addresses,cases,mails,activities,filings}'::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
  )
  for (const { name } of indexes) await db.query(`drop index ${name}`)
  await db.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = replica`)
    for (const statement of statements(plan)) await tx.query(statement)
  })
  for (const { made } of indexes) await db.query(made)
  for (const table of ['contacts', 'cases', 'opportunities', 'mails', 'activities'])
    await db.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
  await db.query('vacuum analyze')
}

const statements = (plan: LookupPlan) => [...people, ...contacts(plan), ...records(plan), ...history(plan)]

const people = [
  `select setseed(0.5)`,
  `insert into teams (name, closed) select 'Team ' || g, g = 6 from generate_series(1, 6) g`,
  `insert into users (login, name) select 'user-' || g, (array['Nora','Tim','Ruth','Lisa'])[g % 4 + 1] || ' ' || (array['Stein','Vogt','Weiß','Kühn'])[g / 4 % 4 + 1] from generate_series(1, ${users}) g`,
  `insert into user_roles (user_id, role_id) select u.id, r.id from users u join roles r on r.name = 'agent'`,
  `insert into team_members (team_id, user_id) select t.id, u.id from teams t join users u on u.id % 6 = t.id % 6 or (u.id + 1) % 6 = t.id % 6`,
  `insert into tokens (kind, user_id, name, program, hash, expires_at, used_at) select 'session', id, 'Panel', 'outlook', sha256(('bench-token-' || id)::bytea), now() + interval '30 days', now() + interval '1 day' from users`,
]

const contacts = ({ contacts }: LookupPlan) => [
  `insert into contacts (id, kind, number, name, company_id, active, owner_id, stage) overriding system value
   select g, case when g % 5 = 0 then 'company' else 'person' end, (100000 + g)::text,
     case when g % 5 = 0 then 'Firma ' || g || ' GmbH' else (array['Anna','Peter','Özlem','Jürgen','Mia','Søren'])[g % 6 + 1] || ' ' || (array['Huber','Müller','Weiß','Nowak','Ott','Yılmaz','Koch'])[g % 7 + 1] end,
     case when g % 5 in (1, 2) and g >= 5 then g - g % 5 end, random() < 0.92, case when random() < 0.3 then 1 + g % ${users} end, case when random() < 0.1 then 'lead' else 'customer' end
   from generate_series(1, ${contacts} + 2) g`,
  `insert into contact_addresses (address, contact_id, role, position) select 'k' || g || '@firma-' || g / 5 || '.example', g, g % 5 = 0, 0 from generate_series(1, ${contacts} + 2) g
   union all select 'privat' || g || '@web.example', g, false, 1 from generate_series(1, ${contacts}, 8) g`,
  `insert into contact_phones (contact_id, phone, position) select g, '+49 30 ' || 1000000 + g, 0 from generate_series(1, ${contacts}) g
   union all select g, '+49 171 ' || 1000000 + g, 1 from generate_series(1, ${contacts}, 3) g`,
]

const records = ({ contacts }: LookupPlan) => [
  `insert into cases (id, number, "check", title, contact_id, team_id, assignee_id, status, private, owner_id, created_at, updated_at, closed_at) overriding system value
   select g, (1000 + g)::text, 'x7k', 'Vorgang ' || g, 1 + floor(power(random(), 2) * ${contacts})::bigint, case when g % 4 > 0 then 1 + g % 6 end, case when g % 3 > 0 then 1 + g % ${users} end,
     (array['open','open','waiting','closed','closed','closed','closed','closed','closed','archived'])[1 + floor(random() * 10)::int], random() < 0.03, 1 + g % ${users}, t.at, t.at + random() * interval '20 days', null
   from generate_series(1, ${contacts} / 2) g cross join lateral (select now() - (g % 1500 + 1) * interval '1 day' as at) t`,
  `insert into case_participants (case_id, contact_id) select id, contact_id from cases union select id, 1 + id % ${contacts} from cases where id % 5 = 0`,
  `insert into opportunities (id, title, contact_id, stage, value, team_id, owner_id, private, updated_at) overriding system value
   select g, 'Chance ' || g, 1 + floor(power(random(), 2) * ${contacts})::bigint, (array['new','qualified','offer','negotiation','won','lost'])[1 + g % 6], g % 90000, case when g % 3 > 0 then 1 + g % 6 end, 1 + g % ${users}, random() < 0.05, now() - (g % 700) * interval '1 day'
   from generate_series(1, ${contacts} / 5) g`,
  `insert into opportunity_people (opportunity_id, contact_id) select id, 1 + (id * 7) % ${contacts} from opportunities where id % 3 = 0`,
]

/** Three in five activities are mails; one in four lies in a case, too, and is for whoever may see that. */
const history = (plan: LookupPlan) => {
  const { long, short } = lengthOf(plan)
  return [
    `create temp table happened on commit drop as
     select d.g, d.kind, d.at, k.id as case_id, coalesce(k.audience, 0) as audience,
       case when d.g <= ${long} then ${longTimeline(plan)} when d.g <= ${long + short} then ${shortTimeline(plan)} else coalesce(k.contact_id, d.contact) end as contact
     from (select g, (array['mail','mail','mail','call','note'])[1 + g % 5] as kind, now() - random() * interval '1500 days' as at,
         1 + floor(power(random(), 2) * ${plan.contacts})::bigint as contact, case when g % 4 = 0 then 1 + floor(random() * ${Math.floor(plan.contacts / 2)})::bigint end as in_case
       from generate_series(1, ${plan.activities}) g) d left join cases k on k.id = d.in_case`,
    `insert into originals (sha256, size, bytes) values (sha256('mail'), 4, 'mail')`,
    `insert into mails (id, identity, message_id, sha256, thread_key, from_address, from_name, subject, sent_at, received_at, direction, class, trust, preview, decision, state, audience, audiences) overriding system value
     select g, sha256(g::text::bytea), 'mail-' || g || '@firma.example', sha256('mail'), 'mail-' || g - g % 3 || '@firma.example', 'k' || contact || '@firma-' || contact / 5 || '.example', 'Kunde', 'Frage zu Lieferung ' || g, at, at,
       (array['in','out'])[1 + g % 2], 'normal', 2, 'Sehr geehrte Damen und Herren, zu unserer Bestellung vom letzten Monat haben wir noch eine Frage.', '{"kind":"file","attachments":[]}', 'filed', 0, array[audience]
     from happened where kind = 'mail'`,
    `insert into activities (id, kind, mail_id, occurred_at, title, text, direction, user_id, audiences) overriding system value
     select g, kind, case when kind = 'mail' then g end, at, case when kind <> 'mail' then 'Gespräch ' || g end, case when kind <> 'mail' then 'Es ging um die Lieferung und den nächsten Termin.' end,
       case when kind = 'call' then 'in' end, case when kind <> 'mail' then 1 + g % ${users} end, array[audience] from happened`,
    `insert into filings (activity_id, mail_id, occurred_at, kind, audience, contact_id, case_id, rule, because, filed_by)
     select g, case when kind = 'mail' then g end, at, kind, audience, contact, null::bigint, 'address', '{"address":"kunde@firma.example"}'::jsonb, null::integer from happened
     union all select g, case when kind = 'mail' then g end, at, kind, audience, null, case_id, 'by-hand', '{}', 1 + g % ${users} from happened where case_id is not null`,
  ]
}
