import type { Query } from '../db/db'

/**
 * How far words are written. Mails are numbered before they are committed, so a lower number may appear after a higher one:
 * nothing more appears up to `seen` once every transaction before `before` is over.
 */
export interface Position {
  /** Every mail up to here has its words. */
  readonly done: number
  readonly seen: number
  readonly before: number
}

/** The newest mail now, the transaction that will be the next, and whether the position's transactions are over. */
export interface Outlook {
  readonly over: boolean
  readonly last: number
  readonly next: number
}

const key = 'mail-words'

export async function positionOf(tx: Query): Promise<Position> {
  const [row] = await tx.query<{ value: Position }>(`select value from settings where key = $1`, [key])
  return row?.value ?? { done: 0, seen: 0, before: 0 }
}

/** Asked before the mails without words are: one that is committed in between must not be passed over. */
export async function outlook(tx: Query, { before }: Position): Promise<Outlook> {
  const [row] = await tx.query<Outlook>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= $1::text::bigint as over, coalesce(max(id), 0)::float8 as last,
       pg_snapshot_xmax(pg_current_snapshot())::text::float8 as next from mails`,
    [String(before)],
  )
  return row!
}

/** `upTo`: the last mail whose words are now written, in order; null: no mail lacks them. */
export function moved(position: Position, { over, last, next }: Outlook, upTo: number | null): Position {
  if (!over) return position
  const done = Math.max(position.done, Math.min(upTo ?? position.seen, position.seen))
  return done === position.seen && last > done ? { done, seen: last, before: next } : { ...position, done }
}

export async function keepPosition(tx: Query, before: Position, now: Position): Promise<void> {
  if (now.done === before.done && now.seen === before.seen) return
  await tx.query(`insert into settings (key, value) values ($1, $2::text::jsonb) on conflict (key) do update set value = excluded.value`, [
    key,
    JSON.stringify(now),
  ])
}
