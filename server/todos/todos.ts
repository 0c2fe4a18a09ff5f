import type { TargetRef } from '@postakte/shared/api/shapes'
import type { TodoAnswer } from '@postakte/shared/api/todos'
import { shownAddress } from '@postakte/shared/mail/address'
import type { Language } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { exactInstantOf, instantOf } from '../db/instant'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import type { Finding } from '../intake/pipeline/decision'
import { type Acting, can } from '../rights/can'
import { recordKey, type SeenRecord, seenOf, seenRecords } from '../rights/records'
import { namedIn, reasons } from './reasons'

/** A to-do as it stands in the database. */
export interface TodoRow extends Omit<TodoAnswer, 'candidates' | 'why' | 'personal'> {
  readonly audience: number
  readonly sender: string
  readonly exactly: string
  readonly candidates: readonly TargetRef[]
  readonly findings: readonly Finding[]
  /** Null when its mail is not for the caller: then the to-do is not either. */
  readonly mailState: string | null
}

export const todoColumns = `t.id::text as id, t.kind, ${instantOf('t.waiting_since')} as "waitingSince", ${exactInstantOf('t.waiting_since')} as exactly, t.sender_address as sender, t.audience, t.version, t.candidates,
  coalesce(m.decision -> 'findings', '[]') as findings, m.state as "mailState",
  jsonb_build_object('id', m.id::text, 'subject', m.subject, 'from', jsonb_build_object('address', t.sender_address, 'name', m.from_name), 'preview', m.preview, 'attachments', coalesce(jsonb_array_length(m.decision -> 'attachments'), 0)) as mail,
  case when e.id is not null then jsonb_build_object('id', e.id, 'name', e.name) end as team,
  case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as assignee,
  case when t.done_at is not null then jsonb_build_object('at', ${instantOf('t.done_at')}, 'by', case when d.id is not null then jsonb_build_object('id', d.id, 'name', d.name) end) end as done`
/** SQL; `todos` is the table, or a page of it. */
export const todoTables = (todos: string) =>
  `${todos} t left join mails m on m.id = t.mail_id left join teams e on e.id = t.team_id left join users a on a.id = t.assignee_id left join users d on d.id = t.done_by`

/** The to-do as a row; unknown when it is not there for the caller. */
export async function todoRow(tx: Query, me: Acting, id: string): Promise<TodoRow> {
  const row = await todoRowOrNull(tx, me, id)
  if (row === null) throw notFound()
  return row
}

export async function todoRowOrNull(tx: Query, me: Acting, id: string): Promise<TodoRow | null> {
  const [row] = await tx.query<TodoRow>(`select ${todoColumns} from ${todoTables('todos')} where t.id = $1::text::bigint`, [id])
  return row && isSeen(me, row) ? row : null
}

export const isSeen = (me: Acting, { audience, mailState }: TodoRow) => mailState !== null && can(me, 'see', { kind: 'todo', audience })

export async function loadTodo(tx: Query, me: Acting, id: string, language: Language): Promise<TodoAnswer> {
  return (await answersOf(tx, me, [await todoRow(tx, me, id)], language))[0]!
}

/** Rows with candidates and reasons, as far as the caller may know them: one more query for all of them together. */
export async function answersOf(tx: Query, me: Acting, rows: readonly TodoRow[], language: Language): Promise<TodoAnswer[]> {
  const named = rows.map(({ findings }) => namedIn(findings))
  const targets = [...rows.flatMap(({ candidates }) => candidates), ...named.flatMap((one) => one.targets)]
  const [seen, numbers] = await Promise.all([
    seenRecords(tx, me, targets),
    seenCaseNumbers(
      tx,
      named.flatMap(({ caseNumbers }) => caseNumbers),
    ),
  ])
  return rows.map((row) => answerOf(row, seen, numbers, language))
}

function answerOf(row: TodoRow, seen: ReadonlyMap<string, SeenRecord>, numbers: ReadonlySet<string>, language: Language): TodoAnswer {
  const { id, kind, waitingSince, mail, team, assignee, version, done, audience, candidates, findings } = row
  const visible = { record: (target: TargetRef) => seen.has(recordKey(target)), caseNumber: (number: string) => numbers.has(number) }
  return {
    id,
    kind,
    waitingSince,
    mail: { ...mail, from: { ...mail.from, address: shownAddress(mail.from.address) } },
    team,
    assignee,
    personal: audience < 0,
    candidates: seenOf(candidates, seen).map(({ ref }) => ref),
    why: reasons(findings, visible, language),
    version,
    done,
  }
}

/** Those of the case numbers that the caller may see. */
export async function seenCaseNumbers(tx: Query, numbers: readonly string[]): Promise<Set<string>> {
  if (numbers.length === 0) return new Set()
  const rows = await tx.query<{ number: string }>(
    `select number from cases where number in (select jsonb_array_elements_text($1::text::jsonb))`,
    [json([...new Set(numbers)])],
  )
  return new Set(rows.map(({ number }) => number))
}
