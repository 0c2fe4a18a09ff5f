import type { Query } from '../db/db'
import { json } from '../db/json'
import { caseCheck } from '../intake/pipeline/case-check'

/** The newest case that the server started for each, over several and over merges; nothing for a case that none follows. */
export async function nextCases(tx: Query, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ asked: string; id: string }>(
    `with recursive way as (
       select one::bigint as asked, one::bigint as id, 0 as steps from jsonb_array_elements_text($1::text::jsonb) as one
       union all
       select w.asked, n.id, w.steps + 1 from way w cross join lateral (
         select living_case(l.case_id) as id from case_links l where l.other_id = w.id and l.kind = 'follows' and l.made_by is null order by l.made_at desc, l.case_id desc limit 1) n
       where w.steps < 50)
     select distinct on (asked) asked::text as asked, id::text as id from way order by asked, steps desc`,
    [json(ids)],
  )
  return new Map(rows.filter(({ asked, id }) => asked !== id).map(({ asked, id }) => [asked, id]))
}

interface Made {
  readonly id: string
  readonly number: string
  readonly audience: number
}

/** Starts a case for each closed one, for the same people, and links it: the new one follows the old one. */
export async function makeNextCases(tx: Query, key: string, closed: readonly string[]): Promise<Map<string, Made>> {
  const made = new Map<string, Made>()
  while (made.size < closed.length) {
    const missing = closed.filter((id) => !made.has(id))
    const numbers = await tx.query<{ number: string }>(`select nextval('case_numbers')::text as number from generate_series(1, $1::int)`, [
      missing.length,
    ])
    const rows = missing.map((old, at) => ({ old, number: numbers[at]!.number, check: caseCheck(numbers[at]!.number, key) }))
    for (const { old, ...one } of await insertNextCases(tx, rows)) made.set(old, one)
  }
  if (made.size > 0) await linkNextCases(tx, made)
  return made
}

/** A number that came in from elsewhere is taken: that one is tried again with the next. */
const insertNextCases = (tx: Query, rows: readonly { readonly old: string; readonly number: string; readonly check: string }[]) =>
  tx.query<Made & { old: string }>(
    `with asked as (select * from jsonb_to_recordset($1::text::jsonb) as a(old bigint, number text, "check" text)),
     made as (
       insert into cases (number, "check", title, contact_id, team_id, assignee_id, folder_id, private, owner_id, type)
       select a.number, a."check", c.title, c.contact_id, c.team_id, case when sees_case(c.assignee_id, c.team_id, c.private, c.owner_id, 'open') then c.assignee_id end,
         c.folder_id, c.private, c.owner_id, c.type
       from asked a join cases c on c.id = a.old on conflict (number) do nothing returning id, number, audience)
     select a.old::text as old, m.id::text as id, m.number, m.audience from made m join asked a on a.number = m.number`,
    [json(rows)],
  )

async function linkNextCases(tx: Query, made: ReadonlyMap<string, Made>): Promise<void> {
  const rows = json([...made].map(([old, { id }]) => ({ old, id })))
  const asked = `jsonb_to_recordset($1::text::jsonb) as a(old bigint, id bigint)`
  await tx.query(`insert into case_links (case_id, other_id, kind) select id, old, 'follows' from ${asked}`, [rows])
  await tx.query(
    `insert into case_participants (case_id, contact_id) select a.id, p.contact_id from ${asked} join case_participants p on p.case_id = a.old`,
    [rows],
  )
}
