import type { Query } from '../db/db'
import { json } from '../db/json'
import { addFilings } from '../filings/add'
import { type Filed, refile } from '../filings/refile'
import { decisionJson, filingRow, states } from './carry-out'
import type { Decision, Target } from './pipeline/decision'
import type { Reading } from './reading'

/** What another decision does to a mail that stands already. */
export interface Change {
  readonly mailId: string
  readonly subject: string
  readonly before: string
  readonly after: string
  readonly add: readonly Target[]
  readonly remove: readonly Target[]
}

/** A mail as it stands: its filings, and whether people did all its to-dos. */
export interface Standing {
  readonly id: string
  readonly state: string
  readonly subject: string
  readonly filed: readonly {
    readonly contact: string | null
    readonly case: string | null
    readonly opportunity: string | null
    readonly person: boolean
    readonly removed: boolean
    /** The closed case that was answered, when this one follows it. */
    readonly instead: string | null
  }[]
  readonly done: boolean
}

export const standingColumns = `m.id::text as id, m.state, m.subject, exists (select from todos t where t.mail_id = m.id and t.done_by is not null) and not exists (select from todos t where t.mail_id = m.id and t.done_at is null) as done,
  coalesce((select jsonb_agg(jsonb_build_object('contact', f.contact_id::text, 'case', f.case_id::text, 'opportunity', f.opportunity_id::text,
    'person', f.filed_by is not null, 'removed', f.removed_at is not null,
    'instead', case when f.rule = 'case-follows' then living_case((f.because->>'instead')::bigint)::text end) order by f.id) from filings f where f.mail_id = m.id), '[]') as filed`

/** Null: it comes out as it stands. What a person did is never undone. */
export function changeOf(standing: Standing, decision: Decision): Change | null {
  const existing = standing.filed.map(filedOf)
  const { add, remove } = refile(decision.kind === 'file' ? decision.under.map((target) => standsFor(standing, target)) : [], existing)
  const personDecided = standing.done || existing.some(({ byPerson, removed }) => byPerson || removed)
  const after = personDecided ? standing.state : states[decision.kind]
  if (add.length === 0 && remove.length === 0 && after === standing.state) return null
  return { mailId: standing.id, subject: standing.subject, before: standing.state, after, add, remove }
}

/** An answer to a closed case stays with the case that was started for it. */
function standsFor({ filed }: Standing, target: Target): Target {
  const next = target.kind === 'case' ? filed.find(({ instead }) => instead === target.id)?.case : undefined
  return next ? { kind: 'case', id: next } : target
}

function filedOf(row: Standing['filed'][number]): Filed {
  const target: Target = row.contact
    ? { kind: 'contact', id: row.contact }
    : row.case
      ? { kind: 'case', id: row.case }
      : { kind: 'opportunity', id: row.opportunity! }
  return { target, byPerson: row.person, removed: row.removed }
}

export async function applyChange(tx: Query, change: Change, reading: Reading, decision: Decision): Promise<void> {
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
  addFilings(
    tx,
    change.add.map((target) => filingRow(change.mailId, target, decision.findings)),
  )
  await settleTodos(tx, change, reading, decision)
}

/** A to-do that a person did stays done. */
async function settleTodos(tx: Query, change: Change, reading: Reading, decision: Decision): Promise<void> {
  if (change.after === 'filed' || change.after === 'ignored') {
    await tx.query(`update todos set done_at = now() where mail_id = $1::text::bigint and done_at is null`, [change.mailId])
    return
  }
  await tx.query(`select add_todos($1::text::bigint)`, [change.mailId])
  await tx.query(
    `update todos set kind = $2, candidates = $3::text::jsonb, sender_address = $4, done_at = null where mail_id = $1::text::bigint and done_by is null`,
    [change.mailId, change.after, json(decision.kind === 'ask' ? decision.between : []), reading.fromAddress],
  )
}
