import type { whose } from '@postakte/shared/api/todos'
import type { Language } from '@postakte/shared/texts/texts'
import type { z } from 'zod'
import type { Query } from '../db/db'
import { json } from '../db/json'
import { type Put, parameters } from '../db/parameters'
import { cursorOf, exactInstant, idPart, pageOf, placeOf, textPart } from '../http/api/cursor'
import { notFound } from '../http/problem-with'
import type { Me } from '../users/me'
import { answersOf, isSeen, type TodoRow, todoColumns, todoTables } from './todos'

export type Order = 'sender' | 'waiting'
export type Whose = z.output<typeof whose>

export interface QueuePage {
  readonly after?: string | undefined
  readonly limit: number
  readonly order: Order
  readonly whose: Whose
  readonly team?: number | undefined
}

/** One customer's together, as they wrote; or the longest waiting first. */
export const queueOrders: Readonly<Record<Order, string>> = {
  sender: 't.sender_address, t.waiting_since, t.id',
  waiting: 't.waiting_since, t.id',
}

/** One page of the queue: chosen by an index of the to-dos alone, then read with mails and names. */
export async function queueOf(tx: Query, me: Me, page: QueuePage, language: Language) {
  if (page.team !== undefined && !me.audiences.has(page.team)) throw notFound()
  const { put, values } = parameters()
  const team = page.team === undefined ? 'true' : `t.team_id = ${put(page.team)}`
  const rows = await tx.query<TodoRow>(
    `select ${todoColumns} from ${todoTables(`(
       select * from todos t where ${open(me, put)} and ${conditions[page.whose](me, put)} and ${team} and ${behind(page, put)} order by ${queueOrders[page.order]} limit ${put(page.limit + 1)})`)}
     order by ${queueOrders[page.order]}`,
    values,
  )
  const { items, next } = pageOf(rows, page.limit, {
    item: (row) => row,
    place: ({ sender, exactly, id }) => cursorOf(sender, exactly, id),
  })
  return {
    items: await answersOf(
      tx,
      me,
      items.filter((row) => isSeen(me, row)),
      language,
    ),
    next,
  }
}

const numbers = (list: Iterable<number>, put: Put) => `array(select jsonb_array_elements_text(${put(json([...list]))}::text::jsonb)::int)`
const open = ({ audiences }: Me, put: Put) => `t.done_at is null and t.audience = any(${numbers(audiences, put)})`

const conditions: Readonly<Record<Whose, (me: Me, put: Put) => string>> = {
  all: () => 'true',
  mine: ({ id }, put) => `t.assignee_id = any(array(select stands_in_for(${put(id)})))`,
  teams: ({ teams }, put) =>
    `t.team_id = any(${numbers(
      teams.map(({ id }) => id),
      put,
    )})`,
  unassigned: () => 't.assignee_id is null',
}

function behind({ after, order }: QueuePage, put: Put): string {
  const [sender, since, id] = placeOf(after, textPart, exactInstant, idPart)
  if (id === null) return 'true'
  const [at, last] = [`${put(since)}::text::timestamptz`, `${put(id)}::text::bigint`]
  return order === 'waiting'
    ? `(t.waiting_since, t.id) > (${at}, ${last})`
    : `(t.sender_address, t.waiting_since, t.id) > (${put(sender)}, ${at}, ${last})`
}

/** How many are open of each, of what the caller sees; counted up to 100. */
export async function countTodos(tx: Query, me: Me): Promise<Record<Whose, number>> {
  const { put, values } = parameters()
  const counts = Object.entries(conditions).map(
    ([name, condition]) =>
      `(select count(*)::int from (select 1 from todos t join mails m on m.id = t.mail_id where ${open(me, put)} and ${condition(me, put)} limit 100) x) as "${name}"`,
  )
  const [row] = await tx.query<Record<Whose, number>>(`select ${counts.join(', ')}`, values)
  return row!
}
