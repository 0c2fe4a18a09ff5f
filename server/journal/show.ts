import type { Query } from '../db/db'
import { instant } from './columns'
import type { RecordKey } from './erase'
import { paged, past } from './pages'

export interface Wanted {
  readonly record?: RecordKey
  readonly userId?: number
  readonly since?: Date
}

export interface ShownRow {
  readonly id: string
  readonly at: string
  /** Login; null: the server itself. */
  readonly user: string | null
  readonly onBehalfOf: string | null
  readonly via: string
  readonly action: string
  readonly record: string | null
  readonly facts: Readonly<Record<string, unknown>> | null
  /** There were facts, and they were erased. */
  readonly erased: boolean
  /** Null: sealed within a second. */
  readonly seal: string | null
}

/** The rows that are wanted, the oldest first. */
export function shownRows(db: Query, wanted: Wanted): AsyncGenerator<ShownRow> {
  const page = (after: string | null) => db.query<ShownRow>(shownPage(wanted, after), [after, ...valuesOf(wanted)])
  return paged(page, ({ id }) => id)
}

const shownPage = (wanted: Wanted, after: string | null) =>
  `select j.id::text as id, ${instant('j.at')} as at, coalesce(u.login, j.user_id::text) as user,
          coalesce(b.login, j.on_behalf_of::text) as "onBehalfOf", j.via, j.action, concat_ws(':', j.kind, j.record_id) as record,
          j.facts, j.commitment is not null and j.facts is null as erased, j.seal_id::text as seal
   from journal j left join users u on u.id = j.user_id left join users b on b.id = j.on_behalf_of
   where ${[past('j.id', after), ...conditionsOf(wanted)].join(' and ')} order by j.id limit 1000`

const conditionsOf = ({ record, userId, since }: Wanted): string[] =>
  [
    ...(record ? ['j.kind = #', 'j.record_id = #'] : []),
    ...(userId === undefined ? [] : ['j.user_id = #']),
    ...(since ? ['j.at >= #::text::timestamptz'] : []),
  ].map((condition, at) => condition.replace('#', `$${at + 2}`))

const valuesOf = ({ record, userId, since }: Wanted): unknown[] => [
  ...(record ? [record.kind, record.recordId] : []),
  ...(userId === undefined ? [] : [userId]),
  ...(since ? [since.toISOString()] : []),
]
