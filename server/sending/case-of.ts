import type { draft } from '@postakte/shared/api/sending'
import { caseTagText, tagsIn } from '@postakte/shared/mail/tags'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { json } from '../db/json'

export type AskedDraft = z.output<typeof draft>

/** A case that a draft may belong to, as far as the caller sees it. */
export interface DraftCase {
  readonly id: string
  readonly number: string
  readonly check: string
  readonly title: string
  readonly status: 'open' | 'waiting' | 'closed' | 'archived'
  readonly private: boolean
  readonly contactId: string | null
  readonly tagSubjects: boolean
}

export interface Belonging {
  readonly at: DraftCase | null
  readonly by: 'chosen' | 'tag' | 'answers'
  readonly candidates: readonly DraftCase[]
}

const nowhere: Belonging = { at: null, by: 'chosen', candidates: [] }

/** Which case a draft belongs to: as the user said, else by the tag in its subject, else where the mail lies that it answers. */
export async function caseOf(tx: Query, asked: AskedDraft): Promise<Belonging> {
  if (asked.chosen === 'none') return nowhere
  if (asked.chosen !== null) return one('chosen', await byId(tx, asked.chosen))
  const tagged = await byTag(tx, asked.subject)
  return tagged.length > 0 ? one('tag', tagged) : one('answers', await byThread(tx, asked.thread))
}

const one = (by: Belonging['by'], found: readonly DraftCase[]): Belonging =>
  found.length === 1 ? { at: found[0]!, by, candidates: [] } : { at: null, by, candidates: found.slice(0, 10) }

/** The tag without its check, or with a wrong one, is none. */
export const tagOf = ({ number, check }: DraftCase): string => caseTagText({ number, check })

const columns = `k.id::text as id, k.number, k."check", k.title, k.status, k.private, k.contact_id::text as "contactId", coalesce(t.tag_subjects, false) as "tagSubjects"`
const from = `cases k left join teams t on t.id = k.team_id`

const byId = (tx: Query, id: string) =>
  tx.query<DraftCase>(`select ${columns} from ${from} where k.id = living_case($1::text::bigint)`, [id])

/** A merged case's tag leads to the one that it became. */
async function byTag(tx: Query, subject: string): Promise<readonly DraftCase[]> {
  const tags = tagsIn(subject).caseTags.filter(({ check }) => check !== null)
  if (tags.length === 0) return []
  return tx.query<DraftCase>(
    `select ${columns} from ${from} where k.id in (select living_case(o.id) from jsonb_to_recordset($1::text::jsonb) w(number text, "check" text)
       join cases o on o.number = w.number and o."check" = w."check") order by k.id`,
    [json(tags.slice(0, 5))],
  )
}

/** Of the mail that it answers; of an older one of the thread only where the newer ones lie at no case. */
async function byThread(tx: Query, thread: readonly (string | null)[]): Promise<readonly DraftCase[]> {
  const ids = [...new Set(thread.flatMap((one) => one ?? []))].slice(0, 32)
  if (ids.length === 0) return []
  return tx.query<DraftCase>(
    `with t as (select m.id, o.at from jsonb_array_elements_text($1::text::jsonb) with ordinality o(message_id, at) join mails m on m.message_id = o.message_id),
       f as (select living_case(f.case_id) as id, min(t.at) as at from t join filings f on f.mail_id = t.id where f.case_id is not null and f.removed_at is null group by 1)
     select ${columns} from f join cases k on k.id = f.id left join teams t on t.id = k.team_id where f.at = (select min(g.at) from f g join cases c on c.id = g.id) order by k.id`,
    [json(ids)],
  )
}
