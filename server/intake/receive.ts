import { createHash } from 'node:crypto'
import type { Db, Query } from '../db/db'
import { base64 } from '../db/db'
import { json } from '../db/json'
import type { Receipt, Receive } from './arrival'
import type { FreshReadings } from './fresh-readings'
import { type Hashed, isSmall, keepOne } from './keep-one'

interface Kept {
  readonly fresh?: FreshReadings
  /** All arrivals are committed. */
  readonly kept?: () => void
  /** Keeps and files a mail that comes alone; null when it must be kept first. */
  readonly atOnce?: (one: Hashed) => Promise<Receipt | null>
}

/** Keeps the bytes before anything looks into them. A group is one transaction; promises are constraints, not ifs. */
export function makeReceive(db: Db, { fresh, kept, atOnce }: Kept = {}): Receive {
  return async (arrivals) => {
    if (arrivals.length === 0) return []
    const hashed = arrivals.map((arrival) => ({ arrival, sha256: createHash('sha256').update(arrival.bytes).digest() }))
    const filed = hashed.length === 1 ? await atOnce?.(hashed[0]!) : null
    if (filed) return [filed]
    const receipts = await keepAll(db, hashed)
    const news = hashed.filter(({ arrival }, at) => receipts[at] === 'stored' && arrival.userId === undefined)
    const room = fresh?.add(news.map(({ arrival, sha256 }) => ({ key: base64(sha256), bytes: arrival.bytes })))
    kept?.()
    await room
    return receipts
  }
}

async function keepAll(db: Db, hashed: readonly Hashed[]): Promise<Receipt[]> {
  if (hashed.length === 1 && isSmall(hashed[0]!)) return [(await keepOne(db, hashed[0]!)) ? 'stored' : 'known']
  try {
    return await db.transaction((tx) => store(tx, hashed, copyNew))
  } catch (error) {
    if (!isQuickerOther(error)) throw error
    return db.transaction((tx) => store(tx, hashed, insertOneByOne))
  }
}

type KeepBytes = (tx: Query, hashed: readonly Hashed[]) => Promise<void>

async function store(tx: Query, hashed: readonly Hashed[], keep: KeepBytes): Promise<Receipt[]> {
  await keep(tx, hashed)
  const places = hashed.map(({ arrival, sha256 }, at) => ({
    at,
    source: arrival.source,
    mailbox_id: arrival.mailboxId,
    folder: arrival.folder,
    uid_validity: arrival.uidValidity?.toString() ?? null,
    uid: arrival.uid?.toString() ?? null,
    sha256: base64(sha256),
    received_at: arrival.receivedAt.toISOString(),
    user_id: arrival.userId ?? null,
  }))
  const stored = await tx.query<{ sha256: string; uid: string | null; folder: string }>(
    `insert into sightings (source, mailbox_id, folder, uid_validity, uid, sha256, received_at, user_id)
     select source, mailbox_id, folder, uid_validity, uid, decode(sha256, 'base64'), received_at, user_id
     from jsonb_to_recordset($1::text::jsonb) as p(at int, source text, mailbox_id int, folder text, uid_validity bigint, uid bigint, sha256 text, received_at timestamptz, user_id int)
     order by at on conflict do nothing returning encode(sha256, 'base64') as sha256, uid::text as uid, folder`,
    [json(places)],
  )
  const key = (sha256: string, uid: string | null, folder: string) => `${sha256.replace(/\n/g, '')} ${uid} ${folder}`
  const news = new Set(stored.map((row) => key(row.sha256, row.uid, row.folder)))
  return places.map((place) => (news.has(key(place.sha256, place.uid, place.folder)) ? 'stored' : 'known'))
}

/** One look which bytes are there, one copy of the rest; another server may be quicker, then the unique key says so. */
async function copyNew(tx: Query, hashed: readonly Hashed[]): Promise<void> {
  const distinct = new Map(inOneOrder(hashed).map((one) => [base64(one.sha256), one]))
  const known = await tx.query<{ sha256: string }>(
    `select encode(sha256, 'base64') as sha256 from originals where sha256 in (select decode(one, 'base64') from jsonb_array_elements_text($1::text::jsonb) as one)`,
    [json([...distinct.keys()])],
  )
  for (const { sha256 } of known) distinct.delete(sha256)
  await tx.copyOriginals([...distinct.values()].map(({ arrival, sha256 }) => ({ sha256, bytes: arrival.bytes })))
}

async function insertOneByOne(tx: Query, hashed: readonly Hashed[]): Promise<void> {
  for (const { arrival, sha256 } of inOneOrder(hashed)) {
    await tx.query(
      `insert into originals (sha256, size, bytes) values (decode($1, 'base64'), $2, decode($3, 'base64')) on conflict do nothing`,
      [base64(sha256), arrival.bytes.byteLength, base64(arrival.bytes)],
    )
  }
}

/** Two servers with the same mails write them in the same order, so that neither waits for the other for ever. */
const inOneOrder = (hashed: readonly Hashed[]) => [...hashed].sort((one, other) => one.sha256.compare(other.sha256))

/** unique_violation, deadlock_detected: another server keeps the same bytes at this moment. */
const isQuickerOther = (error: unknown) => ['23505', '40P01'].includes(String((error as { code?: string }).code))
