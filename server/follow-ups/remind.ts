import type { Db, Query } from '../db/db'
import { type NewEvent, writeEvents } from '../events/write'
import { teamSees, userSees } from './places'

interface Due {
  readonly id: string
  readonly kind: 'contact' | 'case' | 'opportunity' | 'mail'
  readonly recordId: string
  readonly dueOn: string
  readonly late: boolean
  /** The user, and the substitute of an absent one; those who may see the record. */
  readonly users: number[]
  readonly team: number | null
}

const remindersLock = 7_072_008
const mostAtOnce = 200

/**
 * Reminds of what is due by now and was not reminded of yet. The mark and the events are one transaction, so each reminder goes
 * out exactly once, whatever dies; after days of downtime it goes out once, marked as late. One server at a time does this.
 */
export function remindDue(db: Db, now: string): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [remindersLock])
    if (!lock!.mine) return 0
    const due = await markDue(tx, now)
    await writeEvents(tx, due.flatMap(reminder), null)
    return due.length
  })
}

const zone = (user: string) => `coalesce(${user}.time_zone, 'Europe/Berlin')`

/** Day by day where the user is; of a team, where its maker is. The first condition is for the index: no zone is further ahead. */
const markDue = (tx: Query, now: string) =>
  tx.query<Due>(
    `with marked as (
       update follow_ups w set reminded_at = $1::text::timestamptz from (
         select f.id, ($1::text::timestamptz at time zone ${zone('z')})::date as today from follow_ups f join users z on z.id = coalesce(f.user_id, f.made_by)
         where f.reminded_at is null and f.done_at is null and f.answered_at is null and f.due_on <= (($1::text::timestamptz at time zone 'UTC') + interval '14 hours')::date
           and f.due_on <= ($1::text::timestamptz at time zone ${zone('z')})::date
         order by f.due_on, f.id limit ${mostAtOnce} for update of f skip locked) x
       where w.id = x.id returning w.*, x.today)
     select w.id::text as id, p.kind, coalesce(w.contact_id, w.case_id, w.opportunity_id, w.mail_id)::text as "recordId", w.due_on::text as "dueOn", w.due_on < w.today as late,
       to_jsonb(array(select c.id from users c where ${concerned} and ${userSees('c.id', 'p.audiences', 'p.permission')} order by c.id)) as users,
       case when ${teamSees('w.team_id', 'p.audiences')} then w.team_id end as team
     from marked w cross join lateral (
       select 'contact' as kind, array[0] as audiences, 'contacts.read' as permission where w.contact_id is not null
       union all select 'case', array[c.audience], 'cases.read' from cases c where c.id = w.case_id
       union all select 'opportunity', array[o.audience], 'opportunities.read' from opportunities o where o.id = w.opportunity_id
       union all select 'mail', m.audiences, 'mails.read' from mails m where m.id = w.mail_id) p
     order by w.due_on, w.id`,
    [now],
  )

const concerned = `(c.id = w.user_id or c.id = (select a.substitute_id from users a where a.id = w.user_id and w.today between a.absent_from and a.absent_until))`

/** Leads to the record. Nobody is reminded of what they may not see any more. */
function reminder({ id, kind, recordId, dueOn, late, users, team }: Due): NewEvent[] {
  const audiences = [...users.map((user) => -user), ...(team === null ? [] : [team])]
  if (audiences.length === 0) return []
  return [{ kind: 'follow-up', audiences, data: { followUpId: id, change: 'due', dueOn, late, at: { kind, id: recordId } } }]
}
