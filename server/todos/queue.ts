import type { Query } from '../db/db'

export interface OpenTodo {
  readonly id: string
  readonly mailId: string
  readonly kind: 'ask' | 'unmatched'
  readonly senderAddress: string
  readonly subject: string
  readonly waitingSince: string
  readonly candidates: readonly { readonly kind: 'contact' | 'case' | 'opportunity'; readonly id: string }[]
}

const orders = { sender: 't.sender_address, t.waiting_since, t.id', waiting: 't.waiting_since, t.id' } as const

/** The queue: open to-dos by sender address (one customer's together) or by waiting time (the longest first). */
export async function openTodos(db: Query, order: keyof typeof orders, limit = 200): Promise<OpenTodo[]> {
  return db.query<OpenTodo>(
    `select t.id::text as id, t.mail_id::text as "mailId", t.kind, t.sender_address as "senderAddress", m.subject,
       to_char(t.waiting_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "waitingSince", t.candidates
     from todos t join mails m on m.id = t.mail_id where t.done_at is null order by ${orders[order]} limit $1`,
    [limit],
  )
}
