import type { Query } from '../db/db'
import { instant, type ProvenRow, provenColumns, type StoredRow, statementColumns } from './columns'
import type { Batch } from './digest'
import { paged, past } from './pages'

export interface Seal extends Batch {
  readonly prev: Buffer
  readonly hash: Buffer
}

const pageRows = 2_000
const pageSeals = 50

/** Number of the newest seal: how far the chain goes now. */
export async function lastSealId(db: Query): Promise<string> {
  const [row] = await db.query<{ id: string }>(`select coalesce(max(id), 0)::text as id from journal_seals`)
  return row!.id
}

/** The seals up to `last`, in their order. */
export function sealsUpTo(db: Query, last: string): AsyncGenerator<Seal> {
  return paged(
    (after: string | null) => sealPage(db, after, last),
    ({ id }) => String(id),
  )
}

type SealText = Record<'id' | 'at' | 'fromId' | 'toId' | 'rows' | 'prev' | 'hash', string> & { readonly count: number }

async function sealPage(db: Query, after: string | null, last: string): Promise<Seal[]> {
  const rows = await db.query<SealText>(
    `select id::text as id, ${instant('at')} as at, count, from_id::text as "fromId", to_id::text as "toId",
            encode(rows, 'hex') as rows, encode(prev, 'hex') as prev, encode(hash, 'hex') as hash
     from journal_seals s where ${past('s.id', after)} and s.id <= $2::bigint order by s.id limit ${pageSeals}`,
    [after, last],
  )
  return rows.map((row) => ({
    id: BigInt(row.id),
    at: row.at,
    count: row.count,
    fromId: BigInt(row.fromId),
    toId: BigInt(row.toId),
    rows: Buffer.from(row.rows, 'hex'),
    prev: Buffer.from(row.prev, 'hex'),
    hash: Buffer.from(row.hash, 'hex'),
  }))
}

export type SealedRow = ProvenRow & { readonly sealId: string }

/** The rows that say a seal up to `last`, in the order of their seals and numbers. */
export function sealedRowsUpTo(db: Query, last: string): AsyncGenerator<SealedRow> {
  const page = (after: SealedRow | null) =>
    db.query<SealedRow>(
      `select ${provenColumns} from journal j
       where ${after ? '(seal_id, j.id) > ($1::bigint, $2::bigint)' : '$1::bigint is null and $2::bigint is null'}
         and seal_id <= $3::bigint order by seal_id, j.id limit ${pageRows}`,
      [after?.sealId ?? null, after?.id ?? null, last],
    )
  return paged(page, (row) => row)
}

/** Rows that say a seal which is not there. */
export function orphans(db: Query): AsyncGenerator<StoredRow> {
  const page = (after: string | null) =>
    db.query<StoredRow>(
      `select ${statementColumns} from journal j where seal_id is not null and ${past('j.id', after)}
         and not exists (select 1 from journal_seals s where s.id = seal_id) order by j.id limit ${pageRows}`,
      [after],
    )
  return paged(page, ({ id }) => id)
}

/** Rows that wait for their seal. */
export function unsealedRows(db: Query): AsyncGenerator<ProvenRow> {
  const page = (after: string | null) =>
    db.query<ProvenRow>(
      `select ${provenColumns} from journal j where seal_id is null and ${past('j.id', after)}
       order by seal_id, j.id limit ${pageRows}`,
      [after],
    )
  return paged(page, ({ id }) => id)
}
