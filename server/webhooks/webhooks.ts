import type { Delivery, Webhook } from '@postakte/shared/api/webhooks'
import type { Config } from '../config'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { eventsChannel } from '../events/write'
import type { OutsideRules } from '../http/outside-host'
import { changedMeanwhile, notFound } from '../http/problem-with'
import type { Me } from '../users/me'

/** Where a webhook may lead. */
export const rulesOf = (config: Config): OutsideRules => ({ allowed: config.POSTAKTE_WEBHOOK_HOSTS })

const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const webhookColumns = `w.id::text as id, w.name, w.url, to_jsonb(w.kinds) as kinds, jsonb_build_object('id', u.id, 'name', u.name) as user, w.active, w.off_reason as "offReason",
  (select count(*)::int from (select 1 from webhook_deliveries d where d.webhook_id = w.id and d.state = 'waiting' limit 1000) x) as waiting,
  ${instant('w.last_at')} as "lastAt", w.last_status as "lastStatus", w.last_failure as "lastFailure", ${instant('w.succeeded_at')} as "succeededAt", w.version`

/** In the order of their making. */
export const webhooksAfter = (tx: Query, after: string, limit: number): Promise<Webhook[]> =>
  tx.query<Webhook>(
    `select ${webhookColumns} from webhooks w join users u on u.id = w.user_id where w.id > $1::text::bigint order by w.id limit $2::int`,
    [after, limit],
  )

export async function webhookById(tx: Query, id: string): Promise<Webhook> {
  const [row] = await tx.query<Webhook>(
    `select ${webhookColumns} from webhooks w join users u on u.id = w.user_id where w.id = $1::text::bigint`,
    [id],
  )
  if (!row) throw notFound()
  return row
}

interface NewWebhook {
  readonly name: string
  readonly url: string
  readonly kinds: readonly string[]
}

const textArray = (parameter: string) =>
  `case when ${parameter}::text is null then null else array(select jsonb_array_elements_text(${parameter}::text::jsonb)) end`
const listed = (list: readonly string[] | null | undefined) => (list ? json(list) : null)

/** Told of what happens from now on. `sealed`: its secret. */
export async function addWebhook(tx: Query, me: Me, { name, url, kinds }: NewWebhook, sealed: string): Promise<Webhook> {
  const [row] = await tx.query<{ id: string }>(
    `insert into webhooks (name, url, kinds, user_id, scopes, secret, since_event)
     values ($1, $2, ${textArray('$3')}, $4, ${textArray('$5')}, $6, (select coalesce(max(id), 0) from events)) returning id::text as id`,
    [name, url, listed(kinds), me.id, listed(me.scopes), sealed],
  )
  return webhookById(tx, row!.id)
}

export type WebhookChange = { readonly [K in keyof NewWebhook]?: NewWebhook[K] | undefined } & {
  readonly version: number
  readonly active?: boolean | undefined
}

/** Who does more than switching it off is the one whose rights it has from then on. */
export async function changeWebhook(tx: Query, me: Me, id: string, change: WebhookChange): Promise<Webhook> {
  const { version, name, url, kinds, active } = change
  const switchesOff = active === false && name === undefined && url === undefined && kinds === undefined
  const rows = await tx.query(
    `update webhooks set version = version + 1, name = coalesce($3, name), url = coalesce($4, url), kinds = coalesce(${textArray('$5')}, kinds), active = coalesce($6::bool, active),
       off_reason = case when coalesce($6::bool, active) then null else coalesce(off_reason, 'person') end,
       user_id = case when $7::bool then user_id else $8::int end, scopes = case when $7::bool then scopes else ${textArray('$9')} end
     where id = $1::text::bigint and version = $2 returning 1`,
    [id, version, name ?? null, url ?? null, listed(kinds), active ?? null, switchesOff, me.id, listed(me.scopes)],
  )
  const now = await webhookById(tx, id)
  if (rows.length === 0) throw changedMeanwhile(now)
  return now
}

export async function renewSecret(tx: Query, me: Me, id: string, version: number, sealed: string): Promise<Webhook> {
  const [row] = await tx.query<{ version: number | null }>(
    `select renew_webhook_secret(w.id, $2::int, $3, ${textArray('$4')}) as version from webhooks w where w.id = $1::text::bigint`,
    [id, version, sealed, listed(me.scopes)],
  )
  const now = await webhookById(tx, id)
  if (!row?.version) throw changedMeanwhile(now)
  return now
}

export async function removeWebhook(tx: Query, id: string): Promise<void> {
  const rows = await tx.query('delete from webhooks where id = $1::text::bigint returning 1', [id])
  if (rows.length === 0) throw notFound()
}

const deliveryColumns = `d.id::text as id, 'msg_' || d.message_id as "messageId", d.kind, d.state, d.attempts, case when d.state = 'waiting' then ${instant('d.next_at')} end as "nextAt",
  d.last_status as "lastStatus", d.last_failure as "lastFailure", ${instant('d.created_at')} as "createdAt", ${instant('d.done_at')} as "doneAt"`

/** Newest first; what they say is told to their receiver alone. */
export const deliveriesBefore = (
  tx: Query,
  webhookId: string,
  before: string | null,
  state: string | null,
  limit: number,
): Promise<Delivery[]> =>
  tx.query<Delivery>(
    `select ${deliveryColumns} from webhook_deliveries d where d.webhook_id = $1::text::bigint and ($2::text is null or d.id < $2::text::bigint) and ($3::text is null or d.state = $3)
     order by d.id desc limit $4::int`,
    [webhookId, before, state, limit],
  )

async function deliveryById(tx: Query, webhookId: string, id: string): Promise<Delivery> {
  const [row] = await tx.query<Delivery>(
    `select ${deliveryColumns} from webhook_deliveries d where d.id = $2::text::bigint and d.webhook_id = $1::text::bigint`,
    [webhookId, id],
  )
  if (!row) throw notFound()
  return row
}

export async function addTest(tx: Query, webhookId: string, at: Date): Promise<Delivery> {
  const body = json({ type: 'test', timestamp: at.toISOString(), data: {} })
  const [row] = await tx.query<{ id: string }>(
    `insert into webhook_deliveries (webhook_id, kind, audiences, body) select id, 'test', '{0}', $2 from webhooks where id = $1::text::bigint returning id::text as id`,
    [webhookId, body],
  )
  if (!row) throw notFound()
  await wakeSenders(tx)
  return deliveryById(tx, webhookId, row.id)
}

/** With all attempts again. What waits or was taken stays as it is. */
export async function retryFailed(tx: Query, webhookId: string, id: string): Promise<Delivery> {
  await tx.query(
    `update webhook_deliveries set state = 'waiting', attempts = 0, next_at = now(), done_at = null where id = $2::text::bigint and webhook_id = $1::text::bigint and state = 'failed'`,
    [webhookId, id],
  )
  await wakeSenders(tx)
  return deliveryById(tx, webhookId, id)
}

const wakeSenders = (tx: Query) => tx.query(`select pg_notify('${eventsChannel}', '')`)
