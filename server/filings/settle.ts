import type { Query } from '../db/db'
import { json } from '../db/json'
import type { ApiTx } from '../http/api/call'

export interface Settled {
  readonly mailId: string
  readonly state: 'filed' | 'ask' | 'unmatched' | 'ignored'
  readonly audiences: number[]
  /** One for each team or owner to whose mailbox it came. */
  readonly todos: readonly { readonly id: string; readonly audience: number }[]
}

/** Before a person changes where mails lie: changes of the same mails wait for each other. */
export const lockMails = (tx: Query, mailIds: readonly string[]) => tx.query(`select lock_mails(${ids})`, [json(mailIds)])

/** Who sees these mails, as far as the caller does. */
export async function audiencesOf(tx: Query, mailIds: readonly string[]): Promise<ReadonlyMap<string, number[]>> {
  const rows = await tx.query<{ id: string; audiences: number[] }>(`select id::text as id, audiences from mails where id = any(${ids})`, [
    json(mailIds),
  ])
  return new Map(rows.map(({ id, audiences }) => [id, audiences]))
}

/** After it: state and to-dos follow where the mails lie now, and whoever saw them before or sees them now is told. */
export async function settleMails(tx: ApiTx, mailIds: readonly string[], before: ReadonlyMap<string, number[]>): Promise<Settled[]> {
  if (mailIds.length === 0) return []
  const settled = await tx.query<Settled>(
    `select mail_id::text as "mailId", state, audiences, todos from settle_mails(${ids}) order by mail_id`,
    [json(mailIds)],
  )
  for (const { mailId, audiences, todos } of settled) {
    tx.event({ kind: 'mail', audiences: [...new Set([...(before.get(mailId) ?? []), ...audiences])], data: { mailId } })
    for (const { id: todoId, audience } of todos) tx.event({ kind: 'todo', audiences: [audience], data: { todoId, mailId } })
  }
  return settled
}

const ids = `array(select jsonb_array_elements_text($1::text::jsonb)::bigint)`
