import type { Db } from '@postakte/server/db/db'
import { own } from './generate/world'
import type { IngestPlan } from './ingest'

/** Contacts, cases and, for the large run, old mails: straight by SQL. */
export async function seed(db: Db, plan: IngestPlan): Promise<void> {
  await db.query(`insert into settings (key, value) values ('own', $1::text::jsonb)`, [JSON.stringify(own)])
  await db.query(
    `insert into contacts (kind, number, name) select 'person', (100000 + g)::text, 'Kunde ' || g from generate_series(0, ${plan.contacts - 1}) g`,
  )
  await db.query(
    `insert into contact_addresses (address, contact_id) select 'kunde' || (number::int - 100000) || '@firma' || ((number::int - 100000) % 20000) || '.example', id from contacts`,
  )
  const cases = Math.floor(plan.contacts / 10)
  await db.query(
    `insert into cases (number, "check", title, contact_id) select (1000 + g)::text, (array['x7k','q4m','h8z','b7w'])[g % 4 + 1], 'Vorgang ' || g, c.id from generate_series(0, ${cases - 1}) g join contacts c on c.number = (100000 + g * 10)::text`,
  )
  await db.query(`insert into case_participants (case_id, contact_id) select id, contact_id from cases`)
  if (plan.before) await seedMails(db, plan.before)
  await db.query('vacuum analyze')
}

async function seedMails(db: Db, count: number): Promise<void> {
  await db.query(
    `insert into originals (sha256, size, bytes) select sha256(('alt' || g)::bytea), 10, 'alte Mail'::bytea from generate_series(1, ${count}) g`,
  )
  await db.query(
    `insert into mails (identity, message_id, sha256, thread_key, from_address, from_name, subject, received_at, direction, class, trust, preview, decision, state)
     select sha256(('alt' || g)::bytea), 'alt-' || g || '@firma.example', sha256(('alt' || g)::bytea), 'alt-' || g || '@firma.example', 'kunde' || (g % 100000) || '@firma.example', 'Kunde', 'Alte Mail ' || g, now(), 'in', 'normal', 2, 'Vorschau', '{"kind":"file"}', 'filed' from generate_series(1, ${count}) g`,
  )
  await db.query(
    `insert into sightings (source, folder, sha256, received_at, state, mail_id) select 'archive', 'alt', sha256, received_at, 'processed', id from mails`,
  )
  await db.query(`insert into activities (kind, mail_id, occurred_at) select 'mail', id, received_at from mails`)
  await db.query(`insert into thread_ids (message_id, thread_key) select message_id, thread_key from mails`)
  await db.query(
    `insert into filings (activity_id, mail_id, occurred_at, kind, contact_id, rule, because) select a.id, m.id, a.occurred_at, a.kind, c.id, 'address', '{}' from mails m join activities a on a.mail_id = m.id join contacts c on c.number = (100000 + m.id % 100000)::text`,
  )
}
