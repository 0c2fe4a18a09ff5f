import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Reading } from './reading'
import type { ReadingPool } from './reading-pool'

/** A mail that was read and is not filed yet. */
export interface Unfiled {
  readonly claimed: { readonly sha256: string; readonly handed: boolean }
  readonly reading: Reading
}

interface KnownCopy {
  readonly message_id: string
  readonly identity: string
  readonly sha256: string
  readonly trust: number
  /** Nobody but users brought it so far. */
  readonly handed: boolean
}

/**
 * The identity (base64) of each mail. A known Message-ID with other content is another mail, unless it is the same one with a
 * gateway's footer: then it takes the identity of the mail that we hold, and becomes one more sighting. Rare, so originals are read
 * again for it.
 */
export async function settleVariants(tx: Query, pool: ReadingPool, batch: readonly Unfiled[]): Promise<string[]> {
  const ids = [...new Set(batch.flatMap(({ reading }) => reading.messageId ?? []))]
  const known =
    ids.length === 0
      ? []
      : await tx.query<KnownCopy>(
          `select message_id, translate(encode(identity, 'base64'), E'\\n', '') as identity, encode(sha256, 'hex') as sha256, trust,
             not exists (select from sightings s where s.mail_id = mails.id and s.user_id is null) as handed from mails where message_id in (select jsonb_array_elements_text($1::text::jsonb)) limit 1000`,
          [json(ids)],
        )
  const settled: string[] = []
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

async function settle(tx: Query, pool: ReadingPool, one: Unfiled, known: readonly KnownCopy[]): Promise<string> {
  const own = one.reading.identity
  if (known.length === 0 || known.some(({ identity }) => identity === own)) return own
  const mine = await original(tx, Buffer.from(one.claimed.sha256, 'base64').toString('hex'))
  for (const copy of known.slice(0, 5)) {
    const other = await original(tx, copy.sha256)
    if (mine && other && (await pool.isVariant(mine, other, headsSuffice(one, copy)))) return copy.identity
  }
  return own
}

/**
 * What a user's program hands over is written anew by many a mail server: beside the copy that is proven to be the sender's it
 * is the same mail. In the other order the copy from the mail server takes its place (take-over.ts). Never where neither is
 * proven: who writes first under somebody's Message-ID must not hide that somebody's mail (reliability C10).
 */
const headsSuffice = (one: Unfiled, copy: KnownCopy) => (one.claimed.handed === copy.handed ? false : copy.handed ? true : copy.trust >= 2)

async function original(tx: Query, sha256: string): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ bytes: Uint8Array }>(`select bytes from originals where sha256 = decode($1, 'hex') and size < 5000000`, [
    sha256,
  ])
  return row?.bytes ?? null
}
