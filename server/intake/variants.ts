import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Reading } from './reading'
import type { ReadingPool } from './reading-pool'

interface Waiting {
  readonly claimed: { readonly sha256: string }
  readonly reading: Reading
}

/**
 * A known Message-ID with other content is another mail, unless it is the same one with a gateway's footer: then it takes the
 * identity of the mail that we hold, and becomes one more sighting. Rare, so originals are read again for it.
 */
export async function settleVariants<T extends Waiting>(tx: Query, pool: ReadingPool, batch: readonly T[]): Promise<T[]> {
  const ids = [...new Set(batch.flatMap(({ reading }) => reading.messageId ?? []))]
  const known =
    ids.length === 0
      ? []
      : await tx.query<{ message_id: string; identity: string; sha256: string }>(
          `select message_id, translate(encode(identity, 'base64'), E'\\n', '') as identity, encode(sha256, 'hex') as sha256 from mails where message_id in (select jsonb_array_elements_text($1::text::jsonb)) limit 1000`,
          [json(ids)],
        )
  if (known.length === 0) return [...batch]
  const settled: T[] = []
  for (const one of batch)
    settled.push(
      await settle(
        tx,
        pool,
        one,
        known.filter(({ message_id }) => message_id === one.reading.messageId),
      ),
    )
  return settled
}

async function settle<T extends Waiting>(
  tx: Query,
  pool: ReadingPool,
  one: T,
  known: readonly { identity: string; sha256: string }[],
): Promise<T> {
  if (known.length === 0 || known.some(({ identity }) => identity === one.reading.identity)) return one
  const mine = await original(tx, Buffer.from(one.claimed.sha256, 'base64').toString('hex'))
  for (const { identity, sha256 } of known.slice(0, 5)) {
    const other = await original(tx, sha256)
    if (mine && other && (await pool.isVariant(mine, other))) return { ...one, reading: { ...one.reading, identity } }
  }
  return one
}

async function original(tx: Query, sha256: string): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ bytes: Uint8Array }>(`select bytes from originals where sha256 = decode($1, 'hex') and size < 5000000`, [
    sha256,
  ])
  return row?.bytes ?? null
}
