import type { casesRoutes } from '@postakte/shared/api/cases'
import type { QueryOf, ResultOf } from '@postakte/shared/api/route'
import type { Query } from '../db/db'
import { exactInstantOf, instantOf } from '../db/instant'
import { cursorOf, exactInstant, idPart, pageOf, placeOf } from '../http/api/cursor'

type Answer = ResultOf<typeof casesRoutes.listCaseAnswers>['items'][number] & { readonly place: string }

const when = (alias: string) => `least(${alias}.occurred_at, ${alias}.filed_at)`

/** Who answered what, newest first: mails of ours that a person wrote, and calls of ours; each with how long the customer had waited. */
export async function listAnswers(tx: Query, caseId: string, { user, after, limit }: QueryOf<typeof casesRoutes.listCaseAnswers>) {
  const [beforeAt, beforeId] = placeOf(after, exactInstant, idPart)
  const rows = await tx.query<Answer>(
    `with page as (
       select f.activity_id, f.mail_id, f.occurred_at, f.filed_at, a.kind, coalesce(m.subject, a.title, '') as title, m.from_address, w.who
       from filings f join activities a on a.id = f.activity_id left join mails m on m.id = f.mail_id
         left join lateral (select min(u.id) as who from users u where u.id = a.user_id or lower(u.address) = m.from_address) w on true
       where f.case_id = $1::text::bigint and f.removed_at is null and a.deleted_at is null and (f.turn = 'out' or (a.kind = 'call' and a.direction = 'out'))
         and ($2::int is null or w.who = $2::int) and ($3::text is null or (f.occurred_at, f.activity_id) < ($3::text::timestamptz, $4::text::bigint))
       order by f.occurred_at desc, f.activity_id desc limit $5::int)
     select p.activity_id::text as "activityId", p.kind, p.mail_id::text as "mailId", p.title, ${instantOf('p.occurred_at')} as at, ${exactInstantOf('p.occurred_at')} as place,
       (select jsonb_build_object('id', u.id, 'name', u.name) from users u where u.id = p.who) as user, p.from_address as "fromAddress", ${instantOf('w.since')} as "waitedSince"
     from page p
       left join lateral (select max(${when('b')}) as before from filings b where b.case_id = $1::text::bigint and b.turn = 'out' and b.removed_at is null and ${when('b')} < ${when('p')}) o on true
       left join lateral (select min(${when('i')}) as since from filings i where i.case_id = $1::text::bigint and i.turn = 'in' and i.removed_at is null
         and ${when('i')} > coalesce(o.before, '-infinity') and ${when('i')} <= ${when('p')}) w on true
     order by p.occurred_at desc, p.activity_id desc`,
    [caseId, user ?? null, beforeAt, beforeId, limit + 1],
  )
  return pageOf(rows, limit, { item: (row) => row, place: ({ place, activityId }) => cursorOf(place, activityId) })
}
