import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { eventsAfter, eventsStanding, type KeptEvent } from '../events/kept'
import { can } from '../rights/can'
import type { Me } from '../users/me'
import { mesIn } from '../users/mes'

const batch = 500

/**
 * The event rows are the outbox: written in the transaction of what they tell of. From there this makes a message for each webhook
 * that asked for the kind and whose user may see the event, and moves on in the same transaction, so that each is made once
 * whatever dies and however many servers try. Gives back how many events it read.
 */
export async function fanOut(db: Db): Promise<number> {
  const from = await place(db)
  const events = await eventsAfter(db, from, null, batch)
  if (events.length === 0) return 0
  const upTo = events.at(-1)!.id
  const messages = await messagesOf(db, from, upTo)
  const mine = await db.transaction(async (tx) => {
    if (!(await moveOn(tx, from, upTo))) return false
    await insert(tx, messages)
    return true
  })
  return mine ? events.length : 1
}

/** Whether any webhook is to be told anything. */
export async function anyWebhook(db: Query): Promise<boolean> {
  const [row] = await db.query<{ any: boolean }>('select exists (select from webhooks where active) as any')
  return row!.any
}

/** While there is none, what happens is passed over now and then: a new one hears only what comes after it. */
export async function passOver(db: Query): Promise<void> {
  const { newest } = await eventsStanding(db)
  const from = await place(db)
  if (newest > from && !(await anyWebhook(db))) await moveOn(db, from, newest)
}

async function place(db: Query): Promise<number> {
  const read = () => db.query<{ up_to: string }>(`select value ->> 'upTo' as up_to from settings where key = 'webhooks-read'`)
  const [row] = await read()
  if (row) return Number(row.up_to)
  await db.query(`insert into settings (key, value) values ('webhooks-read', '{"upTo": "0"}') on conflict do nothing`)
  return Number((await read())[0]!.up_to)
}

/** False when another server did these. */
const moveOn = async (tx: Query, from: number, to: number): Promise<boolean> =>
  (
    await tx.query(
      `update settings set value = jsonb_build_object('upTo', $2::text) where key = 'webhooks-read' and value ->> 'upTo' = $1 returning 1`,
      [String(from), String(to)],
    )
  ).length === 1

interface Message {
  readonly webhook_id: string
  readonly event_id: number
  readonly kind: string
  readonly audiences: readonly number[]
  readonly body: string
}

interface Asking {
  readonly id: string
  readonly kinds: readonly string[]
  readonly sinceEvent: string
}

async function messagesOf(db: Db, from: number, upTo: number): Promise<Message[]> {
  const webhooks = await db.query<Asking>(
    `select w.id::text as id, to_jsonb(w.kinds) as kinds, w.since_event::text as "sinceEvent" from webhooks w where w.active order by w.id`,
  )
  const users = await usersOfWebhooks(db)
  const messages: Message[] = []
  for (const webhook of webhooks) {
    const me = users.get(webhook.id)
    if (me) messages.push(...(await forWebhook(db, webhook, me, from, upTo)))
  }
  return messages
}

/** By webhook; whoever is no longer here or may no longer manage webhooks is missing. */
export async function usersOfWebhooks(db: Query): Promise<Map<string, Me>> {
  const mes = await mesIn(db, 'webhooks t where t.active')
  return new Map([...mes].filter(([, { permissions }]) => permissions.has('webhooks.manage')))
}

/** Read in the user's own name, under row-level security, and asked once more. */
async function forWebhook(db: Db, { id, kinds, sinceEvent }: Asking, me: Me, from: number, upTo: number): Promise<Message[]> {
  const events = await db.as(me, (tx) => eventsAfter(tx, Math.max(from, Number(sinceEvent)), upTo, batch))
  return events
    .filter(({ kind, audiences }) => kinds.includes(kind) && can(me, 'see', { kind: 'event', eventKind: kind, audiences }))
    .map((event) => ({ webhook_id: id, event_id: event.id, kind: event.kind, audiences: event.audiences, body: bodyOf(event) }))
}

/** Ids only: the receiver asks for what it may see. */
const bodyOf = ({ id, kind, at, by, data }: KeptEvent): string =>
  json({ type: kind, timestamp: at, data: { ...data, event: String(id), by } })

async function insert(tx: Query, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return
  await tx.query(
    `insert into webhook_deliveries (webhook_id, event_id, kind, audiences, body)
     select webhook_id, event_id, kind, array(select jsonb_array_elements_text(audiences)::int), body
     from jsonb_to_recordset($1::text::jsonb) as m(webhook_id int, event_id bigint, kind text, audiences jsonb, body text) order by event_id, webhook_id on conflict do nothing`,
    [json(messages)],
  )
}
