import type { EventKind } from '@postakte/shared/model/event-kinds'
import type { Db, Query } from '../db/db'
import type { AttemptResult } from './attempt'

/** A message that this server is sending. */
export interface Claimed {
  readonly id: string
  readonly webhookId: string
  readonly messageId: string
  readonly kind: EventKind | 'test'
  readonly audiences: readonly number[]
  readonly body: string
  /** This one included. */
  readonly attempts: number
  readonly url: string
  /** Sealed. */
  readonly secret: string
  readonly secretBefore: string | null
}

/** Seconds that a claim holds: longer than any attempt. A server that dies leaves its messages to the others after that. */
const claimSeconds = 60
/** Of one webhook at once, so that a slow one does not take the places of the others. */
export const mostOfWebhook = 4

/** Takes what is due: the oldest first, of each webhook a few. `busy`: webhooks that have enough under way here. */
export const claim = (db: Query, most: number, busy: readonly string[]): Promise<Claimed[]> =>
  db.query<Claimed>(
    `with due as (
       select d.id from webhooks w join users u on u.id = w.user_id and u.active
       cross join lateral (select x.id from webhook_deliveries x where x.webhook_id = w.id and x.state = 'waiting' and x.next_at <= now()
         order by x.next_at, x.id limit ${mostOfWebhook} for update skip locked) d
       where w.active and w.id not in (select value::int from jsonb_array_elements_text($2::text::jsonb)) limit $1::int),
     claimed as (
       update webhook_deliveries d set attempts = d.attempts + 1, next_at = now() + interval '${claimSeconds} seconds' from due where d.id = due.id
       returning d.*)
     select c.id::text as id, c.webhook_id::text as "webhookId", c.message_id::text as "messageId", c.kind, to_jsonb(c.audiences) as audiences, c.body, c.attempts,
       w.url, w.secret, case when w.secret_before_until > now() then w.secret_before end as "secretBefore"
     from claimed c join webhooks w on w.id = c.webhook_id order by c.id`,
    [most, JSON.stringify(busy)],
  )

/** What became of an attempt: taken; again after so many seconds; given up; or not made at all and given back. */
export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly afterSeconds: number }
  | { readonly kind: 'failed'; readonly gone: boolean }
  | { readonly kind: 'released' }

/** Seconds until the next attempt, about a day in all. */
export const usualWaits: readonly number[] = [5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200]

/** Any 2xx takes the message; 410 says that nobody is there any more; all else is tried again, redirects too. */
export function outcomeOf(result: AttemptResult, attempts: number, waits: readonly number[], random: () => number): Outcome {
  if (result.kind === 'failed' && result.reason === 'outside-stopped') return { kind: 'released' }
  const status = result.kind === 'answered' ? result.status : 0
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'failed', gone: true }
  const wait = waits[attempts - 1]
  return wait === undefined ? { kind: 'failed', gone: false } : { kind: 'again', afterSeconds: wait * (0.8 + 0.4 * random()) }
}

/**
 * Notes it with the message and, as its newest result, with the webhook: that one first, as whoever deletes it does. An attempt that
 * lost its claim to another server says nothing more, unless the message was taken.
 */
export async function keepOutcome(db: Db, { id, webhookId, attempts }: Claimed, outcome: Outcome, result: AttemptResult): Promise<void> {
  const status = result.kind === 'answered' ? result.status : null
  const failure = result.kind === 'failed' ? result.reason : null
  await db.transaction(async (tx) => {
    if (outcome.kind !== 'released') await keepWithWebhook(tx, webhookId, outcome, status, failure)
    await tx.query(
      `update webhook_deliveries set state = $3, last_status = $4::int, last_failure = $5, done_at = case when $3 = 'waiting' then null else now() end,
         attempts = attempts - case when $7::bool then 1 else 0 end, next_at = case when $3 = 'waiting' then now() + make_interval(secs => $6::float8) else next_at end
       where id = $1::text::bigint and state = 'waiting' and (attempts = $2::int or $3 = 'delivered')`,
      [id, attempts, stateOf(outcome), status, failure, outcome.kind === 'again' ? outcome.afterSeconds : 0, outcome.kind === 'released'],
    )
    if (outcome.kind === 'failed') await switchOff(tx, id, webhookId, outcome.gone)
  })
}

const stateOf = ({ kind }: Outcome) => (kind === 'delivered' ? 'delivered' : kind === 'failed' ? 'failed' : 'waiting')

const keepWithWebhook = (tx: Query, webhookId: string, { kind }: Outcome, status: number | null, failure: string | null) =>
  tx.query(
    `update webhooks set last_at = now(), last_status = $2::int, last_failure = $3, succeeded_at = case when $4::bool then now() else succeeded_at end where id = $1::text::bigint`,
    [webhookId, status, failure, kind === 'delivered'],
  )

/** When nobody is there any more, or nothing was taken in all the time that this message was tried. What waits then waits on. */
const switchOff = (tx: Query, id: string, webhookId: string, gone: boolean) =>
  tx.query(
    `update webhooks w set active = false, off_reason = case when $3::bool then 'gone' else 'failing' end, version = version + 1
     where w.id = $2::text::bigint and w.active and ($3::bool or not exists (select from webhook_deliveries d where d.id = $1::text::bigint and w.succeeded_at > d.created_at))`,
    [id, webhookId, gone],
  )

/** What its user may no longer see is not sent. */
export const drop = (db: Query, { id }: Claimed) =>
  db.query(`update webhook_deliveries set state = 'failed', done_at = now(), last_failure = 'not-allowed' where id = $1::text::bigint`, [
    id,
  ])
