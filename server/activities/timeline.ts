import type { ActivityKind, TimelineEntry } from '@postakte/shared/api/activities'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { shownAddress } from '@postakte/shared/mail/address'
import { findingText } from '@postakte/shared/texts/finding-text'
import { fill, type Language, texts } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { exactInstantOf, instantOf } from '../db/instant'
import { json } from '../db/json'
import { cursorOf, exactInstant, idPart, pageOf, placeOf } from '../http/api/cursor'
import { type Acting, can } from '../rights/can'
import { type Under, underSql } from './activities'

export interface TimelinePage {
  readonly after?: string | undefined
  readonly limit: number
  readonly kinds?: readonly ActivityKind[] | undefined
}

interface Row {
  readonly activityId: string
  readonly kind: ActivityKind
  readonly at: string
  readonly exactly: string
  readonly audiences: number[]
  readonly under: readonly Under[]
  readonly filedAt: string
  readonly filedBy: { id: number; name: string } | null
  readonly rule: string
  /** Null when it names a case that is not for the caller. */
  readonly because: Record<string, string> | null
  readonly mail: TimelineEntry['mail']
  readonly title: string | null
  readonly text: string | null
  readonly cut: boolean
  readonly direction: 'in' | 'out' | null
  readonly minutes: number | null
  readonly user: { id: number; name: string } | null
  readonly version: number
}

const allKinds: readonly ActivityKind[] = ['mail', 'call', 'note', 'meeting']
/** Of a text, in a timeline. */
const shownText = 600

/**
 * One page, newest first, in one statement: the function `timeline` finds the places as the owner by its indexes and checks who
 * may see them; what stands there is read under the policies.
 */
export async function timelineOf(
  tx: Query,
  me: Acting,
  { kind, id }: TargetRef,
  { after, limit, kinds }: TimelinePage,
  language: Language,
) {
  const [beforeAt, beforeId] = placeOf(after, exactInstant, idPart)
  const rows = await tx.query<Row>(timelineStatement, [kind, id, json([...new Set(kinds ?? allKinds)]), beforeAt, beforeId, limit + 1])
  return pageOf(
    rows.filter((row) => can(me, 'see', rightsOf(row))),
    limit,
    {
      item: (row) => entryOf(row, me, language),
      place: (row) => cursorOf(row.exactly, row.activityId),
    },
  )
}

/** Of a merged record: the one that it became. */
const living = `case $1::text when 'contact' then coalesce((select n.merged_into from contacts n where n.id = $2::text::bigint), $2::text::bigint)
  when 'case' then living_case($2::text::bigint) else $2::text::bigint end`

/** $1 kind, $2 record, $3 kinds, $4 and $5 place, $6 how many. */
export const timelineStatement = `select a.id::text as "activityId", a.kind, ${instantOf('t.occurred_at')} as at, ${exactInstantOf('t.occurred_at')} as exactly, to_jsonb(a.audiences) as audiences, ${underSql('a')} as under,
     ${instantOf('f.filed_at')} as "filedAt", case when b.id is not null then jsonb_build_object('id', b.id, 'name', b.name) end as "filedBy", f.rule,
     case when not f.because ? 'case' or exists (select from cases k where k.number = f.because ->> 'case') then f.because end as because,
     case when m.id is not null then jsonb_build_object('id', m.id::text, 'subject', m.subject, 'from', jsonb_build_object('address', m.from_address, 'name', m.from_name), 'direction', m.direction,
       'class', m.class, 'preview', m.preview, 'attachments', coalesce(jsonb_array_length(m.decision -> 'attachments'), 0)) end as mail,
     a.title, left(a.text, ${shownText}) as text, coalesce(length(a.text) > ${shownText}, false) as cut, a.direction, a.minutes,
     case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name) end as user, a.version
   from timeline($1, ${living}, array(select jsonb_array_elements_text($3::text::jsonb)), $4::text::timestamptz, $5::text::bigint, $6) t
     join activities a on a.id = t.activity_id join filings f on f.id = t.filing_id
     left join mails m on m.id = a.mail_id left join users u on u.id = a.user_id left join users b on b.id = f.filed_by
   order by t.occurred_at desc, t.activity_id desc`

function rightsOf({ kind, audiences, user }: Row) {
  return { kind: 'activity', activityKind: kind, audiences, userId: user?.id ?? null } as const
}

function entryOf(row: Row, me: Acting, language: Language): TimelineEntry {
  const { activityId, kind, at, under, mail, filedAt, filedBy } = row
  return {
    activityId,
    kind,
    at,
    under: under.map(({ ref }) => ref),
    filed: { at: filedAt, by: filedBy, because: becauseText(row, language) },
    mail: mail && { ...mail, from: { ...mail.from, address: mail.from.address === null ? null : shownAddress(mail.from.address) } },
    logged: row.user === null ? null : loggedOf(row, row.user, me),
  }
}

function loggedOf(row: Row, user: { id: number; name: string }, me: Acting): TimelineEntry['logged'] {
  const { title, text, cut, direction, minutes, version } = row
  return { title: title ?? '', text: text ?? '', cut, direction, minutes, user, version, mayChange: can(me, 'edit', rightsOf(row)) }
}

/** Why it lies here, in a sentence. */
function becauseText({ rule, because, filedBy }: Row, language: Language): string {
  const words = texts[language].activities
  if (filedBy !== null) return fill(words.filedBy, { name: filedBy.name })
  return because === null ? words.filedByRule : findingText({ rule, facts: because }, language)
}
