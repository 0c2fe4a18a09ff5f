import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { type Filed, refile } from '../filings/refile'
import { decisionJson, filingRow, states } from './carry-out'
import { lookUp } from './look-up'
import type { Decision, Target } from './pipeline/decision'
import { decideOn } from './pipeline/route'
import type { Reading } from './reading'
import type { ReadingPool } from './reading-pool'

/** What today's rules would do differently with a stored mail. */
export interface Change {
  readonly mailId: string
  readonly subject: string
  readonly before: string
  readonly after: string
  readonly add: readonly Target[]
  readonly remove: readonly Target[]
}

interface Stored {
  readonly id: string
  readonly state: string
  readonly subject: string
  readonly bytes: Uint8Array
  readonly filed: readonly { contact: string | null; case: string | null; opportunity: string | null; person: boolean; removed: boolean }[]
  /** A person did its to-do. */
  readonly done: boolean
}

const groupSize = 50

/** Reads and decides stored mails again, oldest first, and yields each that comes out differently; applies it when asked to. */
export async function* replay(db: Db, pool: ReadingPool, apply: boolean): AsyncGenerator<Change> {
  for (let group = await storedAfter(db, '0'); group.length > 0; group = await storedAfter(db, group.at(-1)!.id)) {
    for (const { stored, reading, decision } of await decideAgain(db, pool, group)) {
      const change = changeOf(stored, decision)
      if (!change) continue
      if (apply) await db.transaction((tx) => applyChange(tx, change, reading, decision))
      yield change
    }
  }
}

async function storedAfter(db: Query, id: string): Promise<Stored[]> {
  return db.query<Stored>(
    `select m.id::text as id, m.state, m.subject, o.bytes, exists (select from todos t where t.mail_id = m.id and t.done_by is not null) as done,
       coalesce((select jsonb_agg(jsonb_build_object('contact', f.contact_id::text, 'case', f.case_id::text, 'opportunity', f.opportunity_id::text,
         'person', f.filed_by is not null, 'removed', f.removed_at is not null) order by f.id) from filings f where f.mail_id = m.id), '[]') as filed
     from mails m join originals o on o.sha256 = m.sha256 where m.id > $1::text::bigint order by m.id limit ${groupSize}`,
    [id],
  )
}

/** A mail that reading no longer copes with is left as it is. */
async function decideAgain(db: Query, pool: ReadingPool, group: readonly Stored[]) {
  const results = await readEach(pool, group)
  const read = group.flatMap((stored, at) => (results[at] ? [{ stored, reading: results[at] }] : []))
  const known = await lookUp(
    db,
    read.map(({ reading }) => reading.clues),
  )
  return read.map(({ stored, reading }) => ({ stored, reading, decision: decideOn(reading.clues, known.of(reading.clues)) }))
}

async function readEach(pool: ReadingPool, group: readonly Stored[]): Promise<(Reading | undefined)[]> {
  const results = await pool.read(group.map(({ bytes }) => bytes))
  if (results.every(({ error }) => error === undefined)) return results.map(({ reading }) => reading)
  const alone: (Reading | undefined)[] = []
  for (const { bytes } of group) alone.push((await pool.read([bytes]))[0]?.reading)
  return alone
}

function changeOf(stored: Stored, decision: Decision): Change | null {
  const existing = stored.filed.map(filedOf)
  const { add, remove } = refile(decision.kind === 'file' ? decision.under : [], existing)
  const personDecided = stored.done || existing.some(({ byPerson, removed }) => byPerson || removed)
  const after = personDecided ? stored.state : states[decision.kind]
  if (add.length === 0 && remove.length === 0 && after === stored.state) return null
  return { mailId: stored.id, subject: stored.subject, before: stored.state, after, add, remove }
}

function filedOf(row: Stored['filed'][number]): Filed {
  const target: Target = row.contact
    ? { kind: 'contact', id: row.contact }
    : row.case
      ? { kind: 'case', id: row.case }
      : { kind: 'opportunity', id: row.opportunity! }
  return { target, byPerson: row.person, removed: row.removed }
}

async function applyChange(tx: Query, change: Change, reading: Reading, decision: Decision): Promise<void> {
  await tx.query(`update mails set state = $2, decision = $3::text::jsonb where id = $1::text::bigint`, [
    change.mailId,
    change.after,
    json(decisionJson(reading, decision)),
  ])
  for (const { kind, id } of change.remove)
    await tx.query(
      `delete from filings where mail_id = $1::text::bigint and ${kind}_id = $2::text::bigint and filed_by is null and removed_at is null`,
      [change.mailId, id],
    )
  await addFilings(tx, change, decision)
  await settleTodo(tx, change, reading, decision)
}

async function addFilings(tx: Query, change: Change, decision: Decision): Promise<void> {
  if (change.add.length === 0) return
  await tx.query(
    `insert into filings (mail_id, contact_id, case_id, opportunity_id, rule, because)
     select mail_id, contact_id, case_id, opportunity_id, rule, because
     from jsonb_to_recordset($1::text::jsonb) as f(mail_id bigint, contact_id bigint, case_id bigint, opportunity_id bigint, rule text, because jsonb) on conflict do nothing`,
    [json(change.add.map((target) => filingRow(change.mailId, target, decision.findings)))],
  )
}

/** A to-do that a person did stays done. */
async function settleTodo(tx: Query, change: Change, reading: Reading, decision: Decision): Promise<void> {
  if (change.after === 'filed' || change.after === 'ignored') {
    await tx.query(`update todos set done_at = now() where mail_id = $1::text::bigint and done_at is null`, [change.mailId])
    return
  }
  await tx.query(
    `insert into todos (mail_id, kind, candidates, sender_address, waiting_since)
     select id, $2, $3::text::jsonb, $4, received_at from mails where id = $1::text::bigint
     on conflict (mail_id) do update set kind = excluded.kind, candidates = excluded.candidates, done_at = null where todos.done_by is null`,
    [change.mailId, change.after, json(decision.kind === 'ask' ? decision.between : []), reading.fromAddress],
  )
}
