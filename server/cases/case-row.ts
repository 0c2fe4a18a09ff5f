import type { caseItem, caseRecord } from '@postakte/shared/api/case-shapes'
import { caseTagText } from '@postakte/shared/mail/tags'
import type { z } from 'zod'
import { instantOf } from '../db/instant'

export type CaseItem = z.output<typeof caseItem>
export type CaseRecord = z.output<typeof caseRecord>

/** What rights and edits need of a case beside what is shown. */
export interface CaseFacts {
  readonly audience: number
  readonly check: string
}
export type LoadedCase = CaseRecord & CaseFacts
export type ListedCase = CaseItem & CaseFacts & { /** Position in the list's order. */ readonly place: string }

type RowOf<T> = Omit<T, 'tag'>
export const withTag = <T extends RowOf<CaseItem> & CaseFacts>(row: T): T & { tag: string } => ({ ...row, tag: caseTagText(row) })

export const caseRefOf = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id::text, 'number', ${alias}.number, 'title', ${alias}.title, 'status', ${alias}.status, 'private', ${alias}.private)`
export const contactRefOf = (alias: string): string =>
  `jsonb_build_object('id', ${alias}.id::text, 'kind', ${alias}.kind, 'name', ${alias}.name, 'number', ${alias}.number)`
const userRefOf = (id: string): string => `(select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = ${id})`

/** Of `cases c`; what the caller may not see (a folder, a contact) is null. */
export const itemColumns = `c.id::text as id, c.number, c."check", c.title, c.status, c.private, c.type, c.audience, c.version,
  (select ${contactRefOf('k')} from contacts k where k.id = c.contact_id) as contact,
  (select jsonb_build_object('id', t.id, 'name', t.name) from teams t where t.id = c.team_id) as team,
  ${userRefOf('c.assignee_id')} as assignee,
  (select jsonb_build_object('id', f.id, 'name', f.name) from folders f where f.id = c.folder_id) as folder,
  ${instantOf('c.customer_waits_since')} as "customerWaitsSince", ${instantOf('c.we_wait_since')} as "weWaitSince", ${instantOf('c.updated_at')} as "updatedAt"`

/** A case and those that were merged into it, over all merges. */
const family = `(with recursive one as (select c.id union select m.id from cases m join one on m.merged_into = one.id) select id from one)`

const linkKind = `case l.kind when 'related' then 'related' when 'follows' then case when mine then 'follows' else 'followed-by' end
  else case when mine then 'duplicate-of' else 'has-duplicate' end end`

/** Both ends by where they lead since a merge; nothing of a case that the caller does not see. */
const links = `coalesce((select jsonb_agg(distinct jsonb_build_object('case', ${caseRefOf('o')}, 'kind', ${linkKind}))
  from (select kind, living_case(other_id) as other, true as mine from case_links where case_id in ${family}
        union select kind, living_case(case_id), false from case_links where other_id in ${family}) l
    join cases o on o.id = l.other where o.id <> c.id), '[]')`

export const recordColumns = `${itemColumns}, null as "inAbsenceOf",
  ${userRefOf('c.owner_id')} as owner, ${userRefOf('c.status_by')} as "statusBy",
  ${instantOf('c.status_at')} as "statusAt", ${instantOf('c.closed_at')} as "closedAt", ${instantOf('c.created_at')} as "createdAt",
  coalesce((select jsonb_agg(${contactRefOf('k')} order by k.name, k.id) from case_participants p join contacts k on k.id = p.contact_id where p.case_id = c.id), '[]') as participants,
  ${links} as links,
  (select ${caseRefOf('b')} from cases b where b.id = living_case(c.merged_into)) as "mergedInto",
  coalesce((select jsonb_agg(${caseRefOf('a')} order by a.id) from cases a where a.merged_into = c.id), '[]') as merged`
