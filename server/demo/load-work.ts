import { createHash } from 'node:crypto'
import { searchText } from '@postakte/shared/model/search-text'
import { worldActivities, worldDocuments, worldFollowUps, worldSnippets, worldTodos } from '@postakte/shared/world/work'
import { base64, type Query } from '../db/db'
import { todayOf } from '../users/today'
import type { LoadedIds } from './load-directory'
import type { LoadedPeople } from './load-people'

export interface LoadedWork {
  readonly activities: ReadonlyMap<string, string>
  readonly followUps: ReadonlyMap<string, string>
  readonly snippets: ReadonlyMap<string, string>
  readonly documents: ReadonlyMap<string, string>
}
type Ids = LoadedIds & LoadedPeople

/** What people of the house have noted, planned and prepared. */
export const loadWork = async (tx: Query, ids: Ids): Promise<LoadedWork> => ({
  activities: await each(worldActivities, (one) => loadActivity(tx, ids, one)),
  followUps: await each(worldFollowUps, (one) => loadFollowUp(tx, ids, one)),
  snippets: await each(worldSnippets, (one) => loadSnippet(tx, ids, one)),
  documents: await each(worldDocuments, (one) => loadDocument(tx, ids, one)),
})

/** Mails that wait for a person, as they are without the intake: for the examples of routes. */
export const loadTodos = (tx: Query, ids: Ids): Promise<ReadonlyMap<string, string>> => each(worldTodos, (one) => loadTodo(tx, ids, one))

async function each<T>(all: Readonly<Record<string, T>>, load: (one: T) => Promise<string>): Promise<Map<string, string>> {
  const loaded = new Map<string, string>()
  for (const [name, one] of Object.entries(all)) loaded.set(name, await load(one))
  return loaded
}

const insert = async (tx: Query, text: string, values: readonly unknown[]) =>
  (await tx.query<{ id: string }>(`insert into ${text} returning id::text as id`, values))[0]!.id

async function loadActivity(tx: Query, ids: Ids, one: (typeof worldActivities)[string]): Promise<string> {
  const user = ids.users.get(one.by)
  const id = await insert(
    tx,
    `activities (kind, occurred_at, title, text, direction, minutes, user_id, deleted_at) values ($1, $2::text::timestamptz, $3, $4, $5, $6, $7, case when $8 then now() end)`,
    [one.kind, one.at, one.title, one.text, one.direction ?? null, one.minutes ?? null, user, one.deleted === true],
  )
  for (const record of one.under)
    await tx.query(
      `insert into filings (activity_id, occurred_at, ${columnOf(record)}, rule, because, filed_by) values ($1::text::bigint, now(), $2::text::bigint, 'person', '{}', $3)`,
      [id, idOf(ids, record), user],
    )
  return id
}

const loadFollowUp = (tx: Query, ids: Ids, one: (typeof worldFollowUps)[string]) =>
  insert(
    tx,
    `follow_ups (${columnOf(one.at)}, ${columnOf(one.for)}, due_on, text, only_without_answer, made_by, done_at, done_by)
     values ($1::text::bigint, $2::text::int, ${todayOf('$6::int')} + $3::int, $4, $5, $6, case when $7 then now() end, case when $7 then $6::int end)`,
    [idOf(ids, one.at), idOf(ids, one.for), one.inDays, one.text, one.onlyWithoutAnswer === true, ids.users.get(one.by), one.done === true],
  )

const loadSnippet = (tx: Query, ids: Ids, one: (typeof worldSnippets)[string]) =>
  insert(
    tx,
    `snippets (name, shortcut, language, folder, text, owner_id, team_id, search, deleted_at) values ($1, $2, $3, $4, $5, $6::text::int, $7::text::int, $8, case when $9 then now() end)`,
    [
      one.name,
      one.shortcut,
      one.language,
      one.folder ?? null,
      one.text,
      one.of?.startsWith('user/') ? idOf(ids, one.of) : null,
      one.of?.startsWith('team/') ? idOf(ids, one.of) : null,
      searchText(one.name, one.shortcut, one.text),
      one.deleted === true,
    ],
  )

async function loadDocument(tx: Query, ids: Ids, one: (typeof worldDocuments)[string]): Promise<string> {
  const id = await insert(tx, `documents (name, team_id, search, deleted_at) values ($1, $2, $3, case when $4 then now() end)`, [
    one.name,
    one.team === undefined ? null : ids.teams.get(one.team),
    searchText(one.name),
    one.deleted === true,
  ])
  await tx.query(
    `insert into document_files (document_id, number, file_name, type, bytes, by_user) values ($1::text::bigint, 1, $2, 'text/plain', decode($3, 'base64'), $4)`,
    [id, one.fileName, base64(Buffer.from(one.text)), ids.users.get('ruth')],
  )
  return id
}

async function loadTodo(tx: Query, ids: Ids, { from, subject, done }: (typeof worldTodos)[string]): Promise<string> {
  const sha256 = createHash('sha256').update(subject).digest()
  await tx.query(`insert into originals (sha256, size, bytes) values (decode($1, 'base64'), 1, 'x')`, [base64(sha256)])
  const mail = await insert(
    tx,
    `mails (identity, sha256, from_address, from_name, subject, received_at, direction, class, trust, preview, decision, state)
     values (decode($1, 'base64'), decode($1, 'base64'), $2, '', $3, '2026-03-02T08:00:00Z', 'in', 'normal', 2, $3, $4::text::jsonb, case when $5 then 'ignored' else 'unmatched' end)`,
    [
      base64(sha256),
      from,
      subject,
      JSON.stringify({
        kind: 'unmatched',
        findings: [{ rule: 'unknown-address', confidence: 0, effect: 'hint', facts: { address: from } }],
      }),
      done === true,
    ],
  )
  await tx.query(`insert into activities (kind, mail_id, occurred_at) values ('mail', $1::text::bigint, '2026-03-02T08:00:00Z')`, [mail])
  return insert(
    tx,
    `todos (mail_id, kind, candidates, sender_address, waiting_since, done_at, done_by) values ($1::text::bigint, 'unmatched', '[]', $2, '2026-03-02T08:00:00Z', case when $3 then now() end, case when $3 then $4::int end)`,
    [mail, from, done === true, ids.users.get('nora')],
  )
}

/** 'case/abo-umstellung' → its column and its id. */
const columnOf = (record: string) => `${record.split('/')[0]}_id`

function idOf({ contacts, cases, opportunities, users, teams }: Ids, record: string): string {
  const [kind, name] = record.split('/') as [string, string]
  const all: Readonly<Record<string, ReadonlyMap<string, string | number>>> = {
    contact: contacts,
    case: cases,
    opportunity: opportunities,
    user: users,
    team: teams,
  }
  return String(all[kind]!.get(name)!)
}
