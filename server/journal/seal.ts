import type { Db, Query } from '../db/db'
import { base64 } from '../db/db'
import { instant, type StoredRow, statementColumns } from './columns'
import { type Batch, listBytes, noSeal, rowDigest, sealHash } from './digest'

/** Rows of one seal: its list has 80 kB at most. */
const batchRows = 2_000

/** Arbitrary, ours alone; one sealer at a time in the whole database. */
const sealerLock = 7_072_007

/**
 * Chains what is committed and not yet sealed, and says how many rows that were. A row counts as unsealed until it says its
 * seal, whatever its number: one of a transaction that commits late comes into a later seal, so none can be passed over.
 */
export async function sealBatch(db: Db): Promise<number> {
  if (!(await anyUnsealed(db))) return 0
  return db.transaction(async (tx) => {
    if (!(await isOnlySealer(tx))) return 0
    const rows = await unsealed(tx)
    if (rows.length > 0) await keep(tx, batchOf(rows, await nextPlace(tx)))
    return rows.length
  })
}

/** The order makes the planner take the index: it believes the unsealed rows are anywhere in the table, where they are its end. */
async function anyUnsealed(db: Query): Promise<boolean> {
  return (await db.query('select 1 from journal j where seal_id is null order by seal_id, j.id limit 1')).length > 0
}

async function isOnlySealer(tx: Query): Promise<boolean> {
  const [row] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1::bigint) as mine', [sealerLock])
  return row!.mine
}

/** Rows that are being erased at this moment wait for the next seal. */
function unsealed(tx: Query): Promise<StoredRow[]> {
  return tx.query(
    `select ${statementColumns} from journal where seal_id is null order by seal_id, journal.id limit ${batchRows} for update skip locked`,
  )
}

interface Place {
  readonly id: string
  readonly at: string
  readonly prev: Buffer
}

async function nextPlace(tx: Query): Promise<Place> {
  const [last] = await tx.query<{ id: string; hash: string }>(
    `select id::text as id, encode(hash, 'hex') as hash from journal_seals order by journal_seals.id desc limit 1`,
  )
  const [clock] = await tx.query<{ at: string }>(`select ${instant('now')} as at from clock_timestamp() as now`)
  return {
    id: last ? String(BigInt(last.id) + 1n) : '1',
    at: clock!.at,
    prev: last ? Buffer.from(last.hash, 'hex') : noSeal,
  }
}

interface Sealed extends Batch {
  readonly prev: Buffer
  readonly hash: Buffer
  readonly ids: readonly string[]
}

function batchOf(rows: readonly StoredRow[], { id, at, prev }: Place): Sealed {
  const entries = rows.map((row) => ({ id: BigInt(row.id), digest: rowDigest(row) }))
  const batch = {
    id: BigInt(id),
    at,
    count: rows.length,
    fromId: entries[0]!.id,
    toId: entries.at(-1)!.id,
    rows: listBytes(entries),
  }
  return { ...batch, prev, hash: sealHash(prev, batch), ids: rows.map((row) => row.id) }
}

async function keep(tx: Query, { id, at, count, fromId, toId, rows, prev, hash, ids }: Sealed): Promise<void> {
  await tx.query(
    `insert into journal_seals (id, at, count, from_id, to_id, rows, prev, hash)
     values ($1::bigint, $2::text::timestamptz, $3, $4::bigint, $5::bigint, decode($6, 'base64'), decode($7, 'base64'), decode($8, 'base64'))`,
    [String(id), at, count, String(fromId), String(toId), base64(rows), base64(prev), base64(hash)],
  )
  await tx.query(
    `update journal set seal_id = $1::bigint where id in (select value::bigint from jsonb_array_elements_text($2::text::jsonb))`,
    [String(id), JSON.stringify(ids)],
  )
}
