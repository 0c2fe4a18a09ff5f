import { shownAddress } from '@postakte/shared/mail/address'
import type { Query } from '../db/db'
import { type Order, queueOrders } from '../todos/queue'

export interface MailLine {
  readonly id: string
  readonly subject: string
  readonly fromAddress: string
  readonly fromName: string
  /** Of a to-do: since when it waits. Else: when the mail was written. */
  readonly at: string
}

export const listStates = ['todo', 'filed', 'ask', 'unmatched', 'ignored'] as const
export type ListState = (typeof listStates)[number]
export type ListOrder = Order

export const mostLines = 200

export const utc = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const columns = `m.id::text as id, m.subject, m.from_address as "fromAddress", m.from_name as "fromName"`
const mailOrders: Readonly<Record<ListOrder, string>> = { sender: 'm.from_address, m.id', waiting: 'm.id desc' }

/** The queue ('todo') or the mails of a state; by sender address, or the longest waiting (of filed ones the newest) first. */
export async function listMails(db: Query, state: ListState, order: ListOrder): Promise<MailLine[]> {
  const lines = state === 'todo' ? await openTodos(db, order) : await mailsIn(db, state, order)
  return lines.map((line) => ({ ...line, fromAddress: shownAddress(line.fromAddress) }))
}

/** Of everybody: the page has a password of its own. */
export const openTodos = (db: Query, order: ListOrder) =>
  db.query<MailLine>(
    `select ${columns}, ${utc('t.waiting_since')} as at from todos t join mails m on m.id = t.mail_id
     where t.done_at is null order by ${queueOrders[order]} limit ${mostLines}`,
  )

const mailsIn = (db: Query, state: ListState, order: ListOrder) =>
  db.query<MailLine>(
    `select ${columns}, ${utc('coalesce(m.sent_at, m.received_at)')} as at from mails m
     where m.state = $1 order by ${mailOrders[order]} limit ${mostLines}`,
    [state],
  )

/** How many there are of each; 'waiting' is what was received and not read yet. */
export async function stateCounts(db: Query): Promise<Record<string, number>> {
  const rows = await db.query<{ state: string; n: number }>(
    `select state, count(*)::int as n from mails group by state
     union all select 'todo', count(*)::int from todos where done_at is null
     union all select 'quarantined', count(*)::int from sightings where state = 'quarantined'
     union all select 'waiting', count(*)::int from sightings where state = 'received'`,
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
