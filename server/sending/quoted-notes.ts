import { runsIn } from '@postakte/shared/sending/runs'
import type { Query } from '../db/db'
import type { DraftCase } from './case-of'

interface Note {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** So many of the newest are compared. */
const most = 100

/** Each from an index of its own: a contact may have a hundred thousand activities. */
const newest = (at: string, parameter: string) =>
  `select f.activity_id from filings f where f.${at} = ${parameter}::text::bigint and f.kind <> 'mail' and f.removed_at is null order by f.occurred_at desc limit $3`

/** What we noted for ourselves at the case or its contact (notes, calls, meetings) and words of it stand in the draft. */
export async function quotedNotes(tx: Query, { id, contactId }: DraftCase, runs: readonly number[]) {
  if (runs.length === 0) return []
  const written = new Set(runs)
  const notes = await tx.query<Note>(
    `select a.id::text as id, a.title, left(a.text, 20000) as text from activities a where a.kind <> 'mail' and a.deleted_at is null and a.text is not null and a.id = any(array(
       (${newest('case_id', '$1')}) union (${newest('contact_id', '$2')})))
     order by a.occurred_at desc, a.id desc limit $3`,
    [id, contactId, most],
  )
  const quoted = notes.filter(({ text }) => runsIn(text).some((run) => written.has(run)))
  return quoted.slice(0, 5).map((note) => ({ kind: 'note' as const, activityId: note.id, title: note.title }))
}
