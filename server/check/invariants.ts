import type { Query } from '../db/db'

/** Something that must hold at any moment; `broken` names what breaks it, up to so many. */
export interface Invariant {
  /** Key of its sentence in shared/texts. */
  readonly name: InvariantName
  broken(db: Query, most: number): Promise<readonly string[]>
}

export type InvariantName =
  | 'original-without-sighting'
  | 'original-changed'
  | 'sighting-waits'
  | 'sighting-of-other-mail'
  | 'mail-without-activity'
  | 'mail-without-todo'
  | 'todo-of-filed-mail'
  | 'filing-differs'
  | 'filed-twice'
  | 'audience-differs'
  | 'event-in-the-future'
  | 'case-clock-differs'
  | 'filing-at-merged-case'
  | 'folder-in-itself'
  | 'mail-without-words'

const query = (name: InvariantName, text: string): Invariant => ({
  name,
  broken: async (db, most) => (await db.query<{ id: string }>(`${text} limit ${most}`)).map(({ id }) => id),
})

/** reliability.md, I1 to I12, as far as the database alone can tell. The journal has its own: `postakte journal verify`. */
export const invariants: readonly Invariant[] = [
  query(
    'original-without-sighting',
    `select encode(o.sha256, 'hex') as id from originals o where not exists (select from sightings s where s.sha256 = o.sha256)`,
  ),
  { name: 'original-changed', broken: changedOriginals },
  query(
    'sighting-waits',
    `select id::text as id from sightings where state = 'received' and received_at < now() - interval '15 minutes' and coalesce(retry_at, received_at) < now() - interval '15 minutes'`,
  ),
  query(
    'sighting-of-other-mail',
    `select s.id::text as id from sightings s join mails m on m.id = s.mail_id where s.sha256 = m.sha256 and s.state <> 'processed'`,
  ),
  query('mail-without-activity', `select m.id::text as id from mails m where not exists (select from activities a where a.mail_id = m.id)`),
  query(
    'mail-without-todo',
    `select m.id::text as id from mails m where m.state in ('ask', 'unmatched') and not exists (select from todos t where t.mail_id = m.id)`,
  ),
  query(
    'todo-of-filed-mail',
    `select t.id::text as id from todos t join mails m on m.id = t.mail_id where t.done_at is null and (m.state = 'ignored' or m.state = 'filed' and (lies_in_sight(m.id, t.audience)
       or not exists (select from filings f where f.mail_id = m.id and f.removed_at is null)))`,
  ),
  query(
    'filing-differs',
    `select f.id::text as id from filings f join activities a on a.id = f.activity_id
     where f.mail_id is distinct from a.mail_id or f.occurred_at <> a.occurred_at or f.audience <> only_audience(a.audiences)
       or f.kind is distinct from case when a.deleted_at is null then a.kind end`,
  ),
  query(
    'filed-twice',
    `select min(id)::text as id from filings group by activity_id, contact_id, case_id, opportunity_id having count(*) > 1`,
  ),
  query(
    'audience-differs',
    `select a.id::text as id from activities a left join mails m on m.id = a.mail_id
     left join lateral (select array_agg(distinct coalesce(c.audience, o.audience)) as due from filings f left join cases c on c.id = f.case_id left join opportunities o on o.id = f.opportunity_id
       where f.activity_id = a.id and f.removed_at is null and f.contact_id is null) x on true
     where a.audiences is distinct from array(select distinct one from unnest(coalesce(x.due, array[case when m.audience < 0 and exists (select from filings f where f.activity_id = a.id and f.removed_at is null and f.filed_by is not null) then 0
           else coalesce(m.audience, 0) end] || coalesce(m.also_for, '{}'))
         || array(select t.audience from todos t where t.mail_id = m.id and t.done_at is null) || array(select -s.user_id from sightings s where s.mail_id = m.id and s.user_id is not null)) one order by 1)
       or m.id is not null and m.audiences is distinct from a.audiences`,
  ),
  query('event-in-the-future', `select id::text as id from events where at > now() + interval '1 hour'`),
  query(
    'case-clock-differs',
    `select c.id::text as id from cases c cross join lateral case_clock(c.id, c.settled_at) k
     where (c.customer_waits_since, c.we_wait_since) is distinct from (k.customer, k.we)`,
  ),
  query(
    'filing-at-merged-case',
    `select f.id::text as id from filings f join cases c on c.id = f.case_id where c.merged_into is not null and f.removed_at is null`,
  ),
  query('folder-in-itself', `select id::text as id from folders where parent_id is not null and is_under(parent_id, id)`),
  query(
    'mail-without-words',
    `select m.id::text as id from mails m where m.id <= (select (value ->> 'done')::bigint from settings where key = 'mail-words')
       and not exists (select from mail_words w where w.mail_id = m.id)`,
  ),
]

const pageSize = 500

/** Every original hashed again, in pages, inside the database: the bytes never leave it. */
async function changedOriginals(db: Query, most: number): Promise<string[]> {
  const changed: string[] = []
  for (let after = ''; changed.length < most; ) {
    const page = await db.query<{ key: string; good: boolean }>(
      `select encode(sha256, 'hex') as key, sha256(bytes) = sha256 and length(bytes) = size as good from originals where sha256 > decode($1, 'hex') order by sha256 limit ${pageSize}`,
      [after],
    )
    changed.push(...page.filter(({ good }) => !good).map(({ key }) => key))
    if (page.length < pageSize) break
    after = page.at(-1)!.key
  }
  return changed.slice(0, most)
}
