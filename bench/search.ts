import { searchContacts } from '@postakte/server/contacts/search/search'
import type { Db, Query } from '@postakte/server/db/db'
import { json } from '@postakte/server/db/json'
import { openPostgres } from '@postakte/server/db/postgres'
import { startPostgres } from '@postakte/server/testing/postgres'
import { type GeneratedContact, generateContacts } from './generate/contacts'
import { seeded } from './random'
import { round2 } from './reading'

/** What people type into a search box, by kind. */
const typed: Readonly<Record<string, readonly string[]>> = {
  oneLetter: ['a', 'e', 'm', 's', 'h', 'x', 'ü', 'i', '1'],
  twoLetters: ['mü', 'sc', 'hu', 'de', 'in', 'gm', 'xq', 'fi', '10'],
  threeLetters: ['mül', 'sch', 'hub', 'ber', 'gmb', 'ler', 'ann', 'inf', 'exa', '100'],
  sixLetters: ['müller', 'schnei', 'hoffma', 'zimmer', 'lehman', 'verlag', 'exampl', 'mobelh'],
  partsOfWords: ['dmann', 'auer', 'uchhandl', 'ofman', 'irma', 'denschei'],
  twoWords: [
    'anna huber',
    'müller peter',
    'peter m',
    'verlag berlin',
    'gmbh berlin',
    'gmbh info',
    'a h',
    'anna müller firma',
    'michael t online',
  ],
  umlauts: ['Müller', 'mueller', 'muller', 'Weiß', 'weiss', 'grossmann', 'oezdemir', 'SÜẞ', 'suess'],
  numbers: ['123456', '1234', '5678', '030 123', '+49 171 9', '0171 9876'],
  addresses: ['anna.huber', 'info@firma', 'firma-2s', 'info@firma-5pp.example', 'huber@', 'gmx.de'],
  misses: ['xyzabc', 'qqq', 'müllerxx', 'anna xyzzy', '999999999', 'zq'],
}

/** Search while typing, as the API does it: its role, its transaction, row-level security. */
export async function benchSearch({ contacts, rounds }: { readonly contacts: number; readonly rounds: number }) {
  const cluster = await startPostgres(['shared_buffers=512MB'])
  const db = await openPostgres(cluster.database('search'))
  try {
    await db.migrate()
    const seconds = await seedContacts(db, contacts)
    const me = await aReader(db)
    const search = (text: string) => db.as({ id: me, scopes: null }, (tx) => searchContacts(tx, text))
    return { contacts, seededInSeconds: seconds, sizes: await sizes(db), ...(await measure(search, rounds)) }
  } finally {
    await db.close()
    cluster.stop()
  }
}

async function seedContacts(db: Db, count: number): Promise<number> {
  const began = performance.now()
  let batch: GeneratedContact[] = []
  const write = async () => {
    await db.transaction((tx) => insert(tx, batch))
    batch = []
  }
  for (const contact of companiesFirst(count)) if (batch.push(contact) === 20_000) await write()
  if (batch.length > 0) await write()
  await db.query('vacuum analyze')
  return round2((performance.now() - began) / 1000)
}

/** A person stands behind the company that it names. */
function* companiesFirst(count: number): Generator<GeneratedContact> {
  for (const wanted of ['company', 'person']) for (const one of generateContacts(count, seeded(7))) if (one.kind === wanted) yield one
}

/** As the import does it: what they are found by is made once, at the end of the batch. */
async function insert(tx: Query, batch: readonly GeneratedContact[]): Promise<void> {
  await tx.query(`select set_config('postakte.search_later', 'on', true)`)
  await tx.query(
    `with r as materialized (select * from jsonb_to_recordset($1::text::jsonb) as x(id bigint, kind text, number text, name text, company bigint, address text, phone text, active boolean)),
     c as (insert into contacts (id, kind, number, name, company_id, active) overriding system value select id, kind, number, name, company, active from r),
     a as (insert into contact_addresses (address, contact_id, role) select address, id, kind = 'company' from r)
     insert into contact_phones (phone, contact_id) select phone, id from r`,
    [json(batch)],
  )
  await tx.query(`select refresh_contact_search(array(select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one))`, [
    json(batch.map(({ id }) => id)),
  ])
}

async function aReader(db: Db): Promise<number> {
  const [user] = await db.query<{ id: number }>(
    `with u as (insert into users (login, name) values ('nora', 'Nora Stein') returning id), r as (insert into user_roles (user_id, role_id) select u.id, roles.id from u, roles where roles.name = 'agent')
     select id from u`,
  )
  return user!.id
}

async function measure(search: (text: string) => Promise<readonly unknown[]>, rounds: number) {
  const kinds: Record<string, unknown> = {}
  const all: number[] = []
  for (const [kind, texts] of Object.entries(typed)) {
    const slowest = { text: '', ms: 0 }
    const found: Record<string, number> = {}
    const times: number[] = []
    for (let round = 0; round <= rounds; round++)
      for (const text of texts) {
        const began = performance.now()
        found[text] = (await search(text)).length
        const ms = performance.now() - began
        // The first round warms the cache and is not counted.
        if (round === 0) continue
        times.push(ms)
        if (ms > slowest.ms) Object.assign(slowest, { text, ms: round2(ms) })
      }
    all.push(...times)
    kinds[kind] = { ...percentiles(times), slowest, found }
  }
  return { all: percentiles(all), kinds }
}

function percentiles(times: readonly number[]) {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => round2(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!)
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}

async function sizes(db: Db): Promise<Record<string, string>> {
  const rows = await db.query<{ name: string; size: string }>(
    `select relname as name, pg_size_pretty(pg_relation_size(oid)) as size from pg_class where relname like 'contact_search%' and relkind in ('r', 'i')`,
  )
  return Object.fromEntries(rows.map(({ name, size }) => [name, size]))
}
