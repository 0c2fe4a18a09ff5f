import type { Query } from '../../db/db'
import type { TestApi } from '../../testing/api'
import type { RightsRecord } from '../can'
import { fillWork } from './rights-work'

/** A record of the matrix: what a reader of the snapshot calls it, where it lies, and what rights depend on. */
export interface MatrixRecord {
  readonly name: string
  readonly table: 'contacts' | 'cases' | 'opportunities' | 'mails' | 'activities' | 'todos' | 'follow_ups' | 'snippets' | 'documents'
  readonly id: string
  readonly rights: RightsRecord
}

/** One record of every class that rights tell apart. */
export async function fillRightsWorld(api: TestApi): Promise<MatrixRecord[]> {
  const { db, ids } = api
  const team = (name: string) => ids.teams.get(name)!
  const user = (login: string) => ids.users.get(login)!
  const one = async (text: string, parameters: readonly unknown[] = []) => (await db.query<{ id: string }>(text, parameters))[0]!.id
  const newCase = (title: string, status: string, teamId: number | null) =>
    one(
      `insert into cases (number, "check", title, status, team_id, owner_id) values ($1, 'aaa', $1, $2, $3::int, $4::int) returning id::text as id`,
      [title, status, teamId, user('tim')],
    )
  const archived = await newCase('Jahrgang 2019', 'archived', team('Kundenservice'))
  const teamless = await newCase('Ohne Team', 'open', null)
  const privateOpportunity = await one(
    `insert into opportunities (title, owner_id, team_id, private) values ('Vertraulich', $1::int, $2::int, true) returning id::text as id`,
    [user('tim'), team('Vertrieb')],
  )
  const mail = mailMaker(db)
  const mails = {
    'mail to service@, not filed yet': await mail(team('Kundenservice')),
    'mail to a closed team, not filed yet': await mail(team('Personal')),
    'mail to Tim’s own mailbox, not filed yet': await mail(-user('tim')),
    'mail at a contact': await mail(0, { contact: api.id('@contact/anna') }),
    'mail to a closed team, at an open case': await mail(team('Personal'), { case: api.id('@case/abo-umstellung') }),
    'mail at Nora’s private case': await mail(0, { case: api.id('@case/mahnsperre') }, { contact: api.id('@contact/dora') }),
    'mail at a closed team’s case': await mail(0, { case: api.id('@case/namensaenderung') }),
    'mail at a private and an open case': await mail(0, { case: api.id('@case/mahnsperre') }, { case: api.id('@case/abo-umstellung') }),
    'mail at an open and a closed team’s opportunity': await mail(
      0,
      { opportunity: api.id('@opportunity/digital') },
      { opportunity: api.id('@opportunity/jahresabo') },
    ),
    'mail at a closed team’s opportunity': await mail(0, { opportunity: api.id('@opportunity/digital') }),
  }
  const note = noteMaker(db)
  const activities = {
    'call by Nora at a contact': await note('call', user('nora'), { contact: api.id('@contact/anna') }),
    'note by Nora at her private case': await note('note', user('nora'), { case: api.id('@case/mahnsperre') }),
    'meeting by Ruth at a closed team’s case': await note('meeting', user('ruth'), { case: api.id('@case/namensaenderung') }),
    'note by Nora, deleted': await deleted(db, await note('note', user('nora'), { contact: api.id('@contact/anna') })),
  }
  const todo = (teamId: number | null, owner: number | null, mailName: keyof typeof mails) =>
    one(
      `insert into todos (mail_id, kind, candidates, sender_address, waiting_since, team_id, owner_id) values ($1::text::bigint, 'ask', '[]', 'anna@huber-verlag.example', now(), $2::int, $3::int) returning id::text as id`,
      [mails[mailName], teamId, owner],
    )
  const todos = {
    'to-do of an open team': await todo(team('Kundenservice'), null, 'mail to service@, not filed yet'),
    'to-do of a closed team': await todo(team('Personal'), null, 'mail to a closed team, not filed yet'),
    'to-do of Tim’s own mailbox': await todo(null, user('tim'), 'mail to Tim’s own mailbox, not filed yet'),
  }
  await fillSides(api)
  return [
    { name: 'contact', table: 'contacts', id: api.id('@contact/anna'), rights: { kind: 'contact' } },
    ...(await records(db, 'cases', {
      'case of an open team': api.id('@case/abo-umstellung'),
      'case of a closed team': api.id('@case/namensaenderung'),
      'private case of Nora': api.id('@case/mahnsperre'),
      'closed case': api.id('@case/reklamation'),
      'archived case': archived,
      'case of no team': teamless,
    })),
    ...(await records(db, 'opportunities', {
      'opportunity of an open team': api.id('@opportunity/jahresabo'),
      'opportunity of a closed team': api.id('@opportunity/digital'),
      'private opportunity of Tim': privateOpportunity,
    })),
    ...(await records(db, 'mails', mails)),
    ...(await records(db, 'activities', activities)),
    ...(await records(db, 'todos', todos)),
    ...(await fillWork(api, { mail: mails['mail to Tim’s own mailbox, not filed yet'], archived })),
  ]
}

type Audienced = 'cases' | 'opportunities' | 'mails' | 'activities' | 'todos'

/** Rows of the tables beside the records: without a row nobody could miss a policy. */
async function fillSides({ db, ids, id }: TestApi): Promise<void> {
  const nora = ids.users.get('nora')
  await db.query(`insert into contact_merges (from_id, into_id, merged_by) values ($1::text::bigint, $2::text::bigint, $3)`, [
    id('@contact/petra'),
    id('@contact/paul'),
    nora,
  ])
  await db.query(`insert into contact_phones (contact_id, phone) values ($1::text::bigint, '+49 40 1234')`, [id('@contact/anna')])
  for (const audience of [0, ids.teams.get('Personal')!, -nora!])
    await db.query(`insert into events (kind, audiences, data, by_user) values ('case', array[$1::int], '{}', $2)`, [audience, nora])
  await db.query(`insert into journal (user_id, via, action) values ($1, 'api', 'case.close')`, [nora])
  for (const kind of ['mail-presence', 'case-presence', 'todo', 'mail'])
    await db.query(`insert into events (kind, audiences, data) values ($1, '{0}', '{}')`, [kind])
  await fillPresence(db, ids, id)
  await db.query(
    `insert into webhooks (name, url, kinds, user_id, secret, since_event, active, off_reason) values ('Ruth', 'https://r.example/', '{case}', $1, 's', 0, true, null), ('Ruth, aus', 'https://r.example/', '{case}', $1, 's', 0, false, 'person')`,
    [ids.users.get('ruth')],
  )
  await db.query(`insert into idempotency_keys (user_id, key, request) values ($1, 'k', 'x'::bytea)`, [nora])
  await db.query(
    `insert into mailboxes (name, host, login, secret, team_id, owner_id) values ('service', 'h', 'l', 's', $1::int, null), ('tim', 'h', 'l', 's', null, $2::int)`,
    [ids.teams.get('Kundenservice'), ids.users.get('tim')],
  )
  await fillBesideCases({ db, ids, id })
}

/** Folders of everybody and of each team, one of them closed even to those who make folders; links and merges with either end out of sight. */
async function fillBesideCases({ db, ids, id }: Pick<TestApi, 'db' | 'ids' | 'id'>): Promise<void> {
  await db.query(`insert into teams (name, closed) values ('Leitung', true)`)
  await db.query(`insert into folders (name, team_id) select 'Ablage', id from (select id from teams union all select null) t`)
  for (const [one, other] of [
    ['abo-umstellung', 'adressaenderung'],
    ['abo-umstellung', 'mahnsperre'],
    ['namensaenderung', 'abo-umstellung'],
  ] as const) {
    const both = [id(`@case/${one}`), id(`@case/${other}`), ids.users.get('nora')]
    await db.query(
      `insert into case_links (case_id, other_id, kind, made_by) values ($1::text::bigint, $2::text::bigint, 'follows', $3)`,
      both,
    )
    await db.query(
      `insert into case_merges (from_id, into_id, merged_by, status_before, participants, undone_at) values ($1::text::bigint, $2::text::bigint, $3, 'open', '{}', now())`,
      both,
    )
  }
}

/** Somebody is at a mail and a case that all may see, at those of a closed team, at a private one, and at a mail that nobody knows. */
async function fillPresence(db: Query, { users }: TestApi['ids'], id: TestApi['id']): Promise<void> {
  await db.query(
    `insert into presences (user_id, "window", program, doing, case_id, audiences, until) select $1, 'c' || n, 'desk', 'reading', id::bigint, '{0}', now() + interval '1 hour'
     from jsonb_array_elements_text($2::text::jsonb) with ordinality as c(id, n)`,
    [users.get('ruth'), JSON.stringify(['abo-umstellung', 'namensaenderung', 'mahnsperre'].map((name) => id(`@case/${name}`)))],
  )
  await db.query(
    `insert into presences (user_id, "window", program, doing, mail_id, audiences, until) select $1, 'm' || id, 'desk', 'reading', id, audiences, now() + interval '1 hour' from mails`,
    [users.get('ruth')],
  )
  await db.query(
    `insert into presences (user_id, "window", program, doing, message_key, audiences, until) values ($1, 'k', 'desk', 'answering', 'key', '{}', now() + interval '1 hour')`,
    [users.get('nora')],
  )
}

async function records(db: Query, table: Audienced, named: Readonly<Record<string, string>>): Promise<MatrixRecord[]> {
  return Promise.all(
    Object.entries(named).map(async ([name, id]) => {
      const [row] = await db.query<Record<string, unknown>>(`select * from ${table} where id = $1::text::bigint`, [id])
      return { name, table, id, rights: rightsOf(table, row!) }
    }),
  )
}

function rightsOf(table: Audienced, row: Record<string, unknown>): RightsRecord {
  const audience = row.audience as number
  const audiences = row.audiences as number[]
  switch (table) {
    case 'cases':
      return { kind: 'case', audience, status: row.status as 'open' }
    case 'opportunities':
      return { kind: 'opportunity', audience }
    case 'mails':
      return { kind: 'mail', audiences }
    case 'activities':
      return {
        kind: 'activity',
        activityKind: row.kind as 'call',
        audiences,
        userId: row.user_id as number | null,
        deleted: row.deleted_at !== null,
      }
    case 'todos':
      return { kind: 'todo', audience }
  }
}

type Place = { readonly contact?: string; readonly case?: string; readonly opportunity?: string }

function mailMaker(db: Query) {
  let made = 0
  return async (audience: number, ...places: readonly Place[]): Promise<string> => {
    const name = `rights-${++made}`
    await db.query(`insert into originals (sha256, size, bytes) values (sha256($1::text::bytea), 4, 'Mail'::bytea)`, [name])
    const [row] = await db.query<{ id: string; activity: string }>(
      `with m as (
         insert into mails (identity, message_id, sha256, subject, received_at, direction, class, trust, preview, decision, state, audience, audiences)
         values (sha256($1::text::bytea), $1 || '@huber-verlag.example', sha256($1::text::bytea), $1, now(), 'in', 'normal', 2, '', '{}', 'ask', $2::int, array[$2::int]) returning id, received_at),
       a as (insert into activities (kind, mail_id, occurred_at, audiences) select 'mail', id, received_at, array[$2::int] from m returning id, mail_id)
       select mail_id::text as id, id::text as activity from a`,
      [name, audience],
    )
    await db.query(
      `insert into sightings (source, folder, sha256, received_at, state, mail_id) select 'folder', 'rights', sha256, received_at, 'processed', id from mails where id = $1::text::bigint`,
      [row!.id],
    )
    await place(db, row!.activity, places)
    return row!.id
  }
}

function noteMaker(db: Query) {
  return async (kind: 'call' | 'note' | 'meeting', userId: number, ...places: readonly Place[]): Promise<string> => {
    const [row] = await db.query<{ id: string }>(
      `insert into activities (kind, occurred_at, title, user_id) values ($1, now(), 'Gespräch', $2) returning id::text as id`,
      [kind, userId],
    )
    await place(db, row!.id, places)
    return row!.id
  }
}

async function deleted(db: Query, id: string): Promise<string> {
  await db.query(`update activities set deleted_at = now() where id = $1::text::bigint`, [id])
  return id
}

async function place(db: Query, activity: string, places: readonly Place[]): Promise<void> {
  for (const one of places)
    await db.query(
      `insert into filings (activity_id, mail_id, occurred_at, contact_id, case_id, opportunity_id, rule, because)
       select id, mail_id, occurred_at, $2::text::bigint, $3::text::bigint, $4::text::bigint, 'person', '{}' from activities where id = $1::text::bigint`,
      [activity, one.contact ?? null, one.case ?? null, one.opportunity ?? null],
    )
}
