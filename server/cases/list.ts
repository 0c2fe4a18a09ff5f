import type { casesRoutes } from '@postakte/shared/api/cases'
import type { QueryOf } from '@postakte/shared/api/route'
import type { Query } from '../db/db'
import { exactInstantOf } from '../db/instant'
import { cursorOf, exactInstant, idPart, pageOf, placeOf } from '../http/api/cursor'
import type { Acting } from '../rights/can'
import { itemColumns, type ListedCase, withTag } from './case-row'

type Asked = QueryOf<typeof casesRoutes.listCases>

const orders = {
  changed: { key: 'c.updated_at', direction: 'desc', beyond: '<' },
  waiting: { key: `coalesce(c.customer_waits_since, 'infinity')`, direction: 'asc', beyond: '>' },
} as const

/** Literals, so that the indexes of active cases are found. */
const statuses = {
  active: `c.status in ('open', 'waiting')`,
  open: `c.status = 'open'`,
  waiting: `c.status = 'waiting'`,
  closed: `c.status = 'closed'`,
  archived: `c.status = 'archived'`,
  any: 'true',
} as const

export async function listCases(tx: Query, me: Acting, asked: Asked) {
  const { key, direction, beyond } = orders[asked.order]
  const parameters: unknown[] = [arrayText([...me.audiences]), asked.limit + 1]
  const given = (value: unknown) => `$${parameters.push(value)}`
  const assignees = await assigneesOf(tx, me, asked.assignee)
  const [afterKey, afterId] = placeOf(asked.after, placeKeys, idPart)
  const where = [
    'c.audience = any($1::text::int[])',
    'c.merged_into is null',
    statuses[asked.status],
    ...(me.permissions.has('cases.archived') ? [] : [`c.status <> 'archived'`]),
    ...(assignees === null ? [] : [assigneeIsOneOf(assignees, given)]),
    ...(asked.team === undefined ? [] : [`c.team_id = ${given(asked.team)}::int`]),
    ...(asked.folder === undefined ? [] : [`c.folder_id = ${given(asked.folder)}::int`]),
    ...(asked.contact === undefined ? [] : [isWith(given(asked.contact))]),
    ...(afterKey ? [`(${key}, c.id) ${beyond} (${given(afterKey)}::text::timestamptz, ${given(afterId)}::text::bigint)`] : []),
  ]
  const rows = await tx.query<ListedCase>(
    `with page as (select * from cases c where ${where.join(' and ')} order by ${key} ${direction}, c.id ${direction} limit $2::int)
     select ${itemColumns}, coalesce(${exactInstantOf(key)}, 'infinity') as place from page c order by ${key} ${direction}, c.id ${direction}`,
    parameters,
  )
  return pageOf(rows, asked.limit, {
    item: (row) => ({ ...withTag(row), inAbsenceOf: asked.assignee === 'me' ? otherThan(me, row) : null }),
    place: ({ place, id }) => cursorOf(place, id),
  })
}

/** Nobody waits: at the end of those who do. */
const placeKeys = new RegExp(`${exactInstant.source}|^infinity$`)

/** As an array literal: the planner sees what is in it, which it would not in a sub-query. */
const arrayText = (ids: readonly number[]) => `{${ids.join(',')}}`

/** Null: whoever; none: nobody. `me` are also the colleagues who are away today and named this user as substitute. */
async function assigneesOf(tx: Query, me: Acting, assignee: Asked['assignee']): Promise<readonly number[] | null> {
  if (assignee === undefined) return null
  if (assignee === 'nobody') return []
  if (assignee !== 'me') return [assignee]
  const people = await tx.query<{ id: number }>(`select stands_in_for($1::int) as id`, [me.id])
  return people.map(({ id }) => id)
}

function assigneeIsOneOf(people: readonly number[], given: (value: unknown) => string): string {
  if (people.length === 0) return 'c.assignee_id is null'
  return people.length === 1 ? `c.assignee_id = ${given(people[0])}::int` : `c.assignee_id = any(${given(arrayText(people))}::text::int[])`
}

const isWith = (contact: string) =>
  `c.id in (select id from cases where contact_id = ${contact}::text::bigint union select case_id from case_participants where contact_id = ${contact}::text::bigint)`

const otherThan = (me: Acting, { assignee }: ListedCase) => (assignee?.id === me.id ? null : assignee)
