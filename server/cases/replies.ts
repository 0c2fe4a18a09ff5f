import type { Query } from '../db/db'
import { json } from '../db/json'
import { makeNextCases, nextCases } from './next-cases'
import { type AnsweredCase, type CustomerMail, type Effect, effectOf } from './reply-policy'

/** A customer's mail, written by a person, that is to be filed at a case. */
export interface Reply extends CustomerMail {
  readonly mailId: string
  readonly caseId: string
  /** As its activity's. */
  readonly occurredAt: string
}

/** What a reply did to the case it answers, or to the one that follows that. */
export interface Outcome {
  readonly mailId: string
  readonly asked: CaseRow
  readonly effect: Exclude<Effect, 'leave' | 'new-case'> | 'follows'
  /** Where the mail belongs; with 'follows' another case than was asked for. */
  readonly into: { readonly id: string; readonly number: string; readonly audience: number }
  /** What became of that case; null: it is as it was. */
  readonly change: 'reopen' | 'wait-end' | 'make' | null
}

const changes = { leave: null, 'open-again': 'wait-end', reopen: 'reopen', 'new-case': 'make', 'stays-closed': null } as const

export interface CaseRow extends AnsweredCase {
  readonly id: string
  readonly number: string
  readonly audience: number
}

/**
 * Opens cases to which a customer answers, or starts new ones that follow them, as their teams want it. Locks all the cases
 * that mails are filed at, in order: one statement where nothing is closed. Without a key of tags no case is started: it stays
 * closed.
 */
export async function receiveReplies(
  tx: Query,
  key: string | null,
  touched: readonly string[],
  replies: readonly Reply[],
): Promise<readonly Outcome[]> {
  if (touched.length === 0) return []
  const rows = new Map((await lockCases(tx, touched)).map((row) => [row.id, row]))
  const answered = replies.flatMap((reply) => {
    const asked = rows.get(reply.caseId)
    return asked ? [{ reply, asked, effect: withoutKey(key, effectOf(asked, reply)) }] : []
  })
  const stay = answered.flatMap(({ reply, asked, effect }) =>
    effect === 'leave' || effect === 'new-case'
      ? []
      : [{ reply, outcome: { mailId: reply.mailId, asked, effect, into: asked, change: changes[effect] } }],
  )
  const go = answered.filter(({ effect }) => effect === 'new-case')
  const moved = key === null || go.length === 0 ? [] : await followed(tx, key, go)
  await open(tx, [...stay, ...moved])
  return [...stay, ...moved].map(({ outcome }) => outcome)
}

const withoutKey = (key: string | null, effect: Effect): Effect => (key === null && effect === 'new-case' ? 'stays-closed' : effect)

interface Answered {
  readonly reply: Reply
  readonly asked: CaseRow
}
interface Settled {
  readonly reply: Reply
  readonly outcome: Outcome
}

const columns = `c.id::text as id, c.number, c.status, c.audience, (extract(epoch from c.status_at) * 1000)::float8 as "statusAt", (extract(epoch from c.closed_at) * 1000)::float8 as "closedAt",
  coalesce(t.on_reply, 'reopen') as "onReply", t.reopen_days as "reopenDays"`

const lockCases = (tx: Query, ids: readonly string[]) =>
  tx.query<CaseRow>(
    `select ${columns} from cases c left join teams t on t.id = c.team_id
     where c.id in (select jsonb_array_elements_text($1::text::jsonb)::bigint) and c.merged_into is null order by c.id for no key update of c`,
    [json([...new Set(ids)])],
  )

/** To the newest case that the server started for the closed one; if that is closed, too, its own policy says what happens. */
async function followed(tx: Query, key: string, go: readonly Answered[]): Promise<Settled[]> {
  const ends = await nextCases(tx, [...new Set(go.map(({ asked }) => asked.id))])
  const rows = new Map((ends.size === 0 ? [] : await lockCases(tx, [...ends.values()])).map((row) => [row.id, row]))
  const decided = go.map(({ reply, asked }) => {
    const end = rows.get(ends.get(asked.id) ?? '') ?? null
    return { reply, asked, end, effect: end ? effectOf(end, { ...reply, isThanks: false }) : ('new-case' as const) }
  })
  const starting = decided.filter(({ effect }) => effect === 'new-case').map(({ asked, end }) => (end ?? asked).id)
  const made = await makeNextCases(tx, key, [...new Set(starting)])
  return decided.map(({ reply, asked, end, effect }) => {
    const into = effect === 'new-case' ? made.get((end ?? asked).id)! : end!
    return { reply, outcome: { mailId: reply.mailId, asked, effect: 'follows', into, change: changes[effect] } }
  })
}

/** Of several answers the first is where the customer begins to wait: nothing before it is looked at again. */
async function open(tx: Query, settled: readonly Settled[]): Promise<void> {
  const rows = settled
    .filter(({ outcome: { change } }) => change === 'reopen' || change === 'wait-end')
    .map(({ reply, outcome }) => ({ id: outcome.into.id, at: reply.occurredAt }))
  if (rows.length === 0) return
  await tx.query(
    `update cases c set status = 'open', status_at = now(), status_by = null, closed_at = null, version = version + 1, updated_at = now(),
       settled_at = case when c.status = 'waiting' then c.settled_at else o.at - interval '1 microsecond' end
     from (select id, least(min(at), now()) as at from jsonb_to_recordset($1::text::jsonb) as r(id bigint, at timestamptz) group by id) o where c.id = o.id`,
    [json(rows)],
  )
}
