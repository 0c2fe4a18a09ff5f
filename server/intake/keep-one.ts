import { base64, type Query } from '../db/db'
import { storable } from '../db/json'
import type { Arrival } from './arrival'

export interface Hashed {
  readonly arrival: Arrival
  readonly sha256: Buffer
}

/** A sighting that was just written. */
export interface Kept {
  readonly id: string
  /** As in `carry-out.ts`. */
  readonly audience: number
  /** Others that came before it wait to be filed. */
  readonly waits: boolean
}

/** Beyond this a statement with base64 is dearer than a transaction with COPY. */
const smallBytes = 256 * 1024

export const isSmall = ({ arrival: { bytes } }: Hashed): boolean => bytes.byteLength < smallBytes

/** One mail, as it comes during the day, in one statement; undefined when this very place was seen before. */
export async function keepOne(db: Query, { arrival, sha256 }: Hashed): Promise<Kept | undefined> {
  const [kept] = await db.query<Kept>(
    `with kept as (insert into originals (sha256, size, bytes) values (decode($1, 'base64'), $2::int, decode($3, 'base64')) on conflict do nothing)
     insert into sightings (source, mailbox_id, folder, uid_validity, uid, sha256, received_at, user_id)
     values ($4, $5::int, $6, $7::text::bigint, $8::text::bigint, decode($1, 'base64'), $9::text::timestamptz, $10::int) on conflict do nothing
     returning id::text as id, coalesce((select coalesce(-b.owner_id, b.team_id) from mailboxes b where b.id = mailbox_id), -user_id, 0) as audience,
       exists (select from sightings w where w.state = 'received' and w.retry_at is null and w.id < sightings.id) as waits`,
    [
      base64(sha256),
      arrival.bytes.byteLength,
      base64(arrival.bytes),
      arrival.source,
      arrival.mailboxId,
      storable(arrival.folder),
      arrival.uidValidity?.toString() ?? null,
      arrival.uid?.toString() ?? null,
      arrival.receivedAt.toISOString(),
      arrival.userId ?? null,
    ],
  )
  return kept
}
