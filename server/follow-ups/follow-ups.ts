import type { FollowUpAnswer } from '@postakte/shared/api/follow-ups'
import { shownAddress } from '@postakte/shared/mail/address'
import { fill, type Language, texts } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { instantOf } from '../db/instant'
import { notFound } from '../http/problem-with'
import { type Acting, can, type RightsRecord } from '../rights/can'
import { caseRefSql, contactRefSql, opportunityRefSql } from '../rights/records'
import { todayOf } from '../users/today'

export interface FollowUpRow extends Omit<FollowUpAnswer, 'answered'> {
  /** Of its case or opportunity. */
  readonly audience: number | null
  readonly status: 'open' | 'waiting' | 'closed' | 'archived' | null
  readonly mailAudiences: number[] | null
  readonly answeredAt: string | null
  readonly answer: { readonly id: string; readonly subject: string; readonly address: string | null; readonly name: string | null } | null
}

const person = (u: string) => `jsonb_build_object('id', ${u}.id, 'name', ${u}.name)`
/** SQL; `today` is the caller's. */
export const followUpColumns = (today: string) => `w.id::text as id,
  case when c.id is not null then ${contactRefSql('c')} when k.id is not null then ${caseRefSql('k')} when o.id is not null then ${opportunityRefSql('o')}
    else jsonb_build_object('kind', 'mail', 'mail', jsonb_build_object('id', m.id::text, 'subject', m.subject)) end as at,
  coalesce(k.audience, o.audience) as audience, k.status, to_jsonb(m.audiences) as "mailAudiences",
  case when u.id is not null then ${person('u')} end as user, case when e.id is not null then ${person('e')} end as team, w.due_on::text as "dueOn", w.text, w.only_without_answer as "onlyWithoutAnswer",
  ${person('b')} as "madeBy", ${instantOf('w.made_at')} as "madeAt", w.version,
  case when w.done_at is not null then 'done' when w.answered_at is not null then 'answered' when w.due_on < ${today} then 'overdue' when w.due_on = ${today} then 'today' else 'coming' end as state,
  case when w.done_at is not null then jsonb_build_object('at', ${instantOf('w.done_at')}, 'by', ${person('d')}) end as done,
  ${instantOf('w.answered_at')} as "answeredAt", case when n.id is not null then jsonb_build_object('id', n.id::text, 'subject', n.subject, 'address', n.from_address, 'name', n.from_name) end as answer`
export const followUpTables = `follow_ups w left join contacts c on c.id = w.contact_id left join cases k on k.id = w.case_id left join opportunities o on o.id = w.opportunity_id
  left join mails m on m.id = w.mail_id left join users u on u.id = w.user_id left join teams e on e.id = w.team_id join users b on b.id = w.made_by left join users d on d.id = w.done_by left join mails n on n.id = w.answered_by`

/** The follow-up; unknown when its record is not for the caller. */
export async function loadFollowUp(tx: Query, me: Acting, id: string, language: Language): Promise<FollowUpAnswer> {
  return answerOf(await followUpRow(tx, me, id), language)
}

export async function followUpRow(tx: Query, me: Acting, id: string): Promise<FollowUpRow> {
  const [row] = await tx.query<FollowUpRow>(
    `select ${followUpColumns(todayOf('$2'))} from ${followUpTables} where w.id = $1::text::bigint`,
    [id, me.id],
  )
  if (!row || !isSeen(me, row)) throw notFound()
  return row
}

export const isSeen = (me: Acting, row: FollowUpRow) => can(me, 'see', { kind: 'follow-up', at: rightsAt(row) })

function rightsAt({ at, audience, status, mailAudiences }: FollowUpRow): RightsRecord {
  switch (at.kind) {
    case 'contact':
      return { kind: 'contact' }
    case 'case':
      return { kind: 'case', audience: audience!, status: status! }
    case 'opportunity':
      return { kind: 'opportunity', audience: audience! }
    case 'mail':
      return { kind: 'mail', audiences: mailAudiences! }
    default:
      return at satisfies never
  }
}

export function answerOf({ audience, status, mailAudiences, answeredAt, answer, ...row }: FollowUpRow, language: Language): FollowUpAnswer {
  return {
    ...row,
    answered: answeredAt === null ? null : { at: answeredAt, mailId: answer?.id ?? null, because: answerText(answer, language) },
  }
}

function answerText(answer: FollowUpRow['answer'], language: Language): string {
  const words = texts[language].followUps
  if (answer === null) return words.answered
  const name = answer.name || (answer.address && shownAddress(answer.address)) || '?'
  return fill(words.answeredBy, { name, subject: answer.subject })
}
