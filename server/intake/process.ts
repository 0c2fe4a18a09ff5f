import { randomBytes } from 'node:crypto'
import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { isTrouble } from '../db/refusals'
import { schemaOf } from '../db/schema-version'
import { carryOut, type Decided } from './carry-out'
import type { FreshReadings } from './fresh-readings'
import { type BatchKnown, lookUp } from './look-up'
import type { KnownMail } from './pipeline/decision'
import { decideOn } from './pipeline/route'
import { fail } from './quarantine'
import type { Reading } from './reading'
import type { ReadingPool, ReadResult } from './reading-pool'
import { sentDate } from './sent-date'
import { threadKeys } from './thread'
import { settleVariants, type Unfiled } from './variants'

export interface Process {
  readonly db: Db
  readonly pool: ReadingPool
  readonly fresh?: FreshReadings
  readonly atFault?: (point: string) => void
  readonly maxBatch?: number
  /** For whom private mail is, where it is taken in: a closed team, or minus a user's id. */
  readonly privateFor?: number
  /** How long a mail that comes alone may be read before others go on (file-at-once.ts). */
  readonly patienceMillis?: number
  /** The deliberate bug of the chaos test: every sighting is a mail of its own. */
  readonly noIdentity?: boolean
}

export interface Claimed {
  readonly id: string
  readonly sha256: string
  readonly size: number
  readonly received_at: string
  readonly audience: number
  /** A user's program brought it. */
  readonly handed: boolean
}

/** Mails of one batch, and the bytes of those that must be read from the database: memory stays bounded whatever waits. */
const batchMails = 200
const batchBytes = 6 * 1024 * 1024

/**
 * Takes one batch of waiting mails from received to filed, in one transaction: the claim is the row lock, so a server that
 * dies gives its mails back at once. Returns how many it took; a batch that fails is tried again mail by mail.
 */
export async function processBatch(process: Process): Promise<number> {
  const claimed: { batch: readonly Claimed[] } = { batch: [] }
  try {
    return await process.db.transaction((tx) => processIn(tx, process, claimed, process.maxBatch ?? batchMails))
  } catch (error) {
    if (claimed.batch.length === 0) throw error
    return processOneByOne(process, claimed.batch, error)
  } finally {
    for (const { sha256 } of claimed.batch) process.fresh?.delete(sha256)
  }
}

async function processIn(
  tx: Query,
  process: Process,
  claimed: { batch: readonly Claimed[] },
  limit: number,
  only?: string,
): Promise<number> {
  const batch = await claim(tx, process, limit, only)
  claimed.batch = batch
  if (batch.length === 0) return 0
  const readings = await readAll(tx, process, batch)
  if (readings.length > 0) await fileAll(tx, process, readings)
  process.atFault?.('before-commit')
  return batch.length
}

/** Decides on mails that were read, and carries it out. */
async function fileAll(tx: Query, process: Process, readings: readonly ReadMailRow[]): Promise<void> {
  await fileAsked(tx, process, readings, await askFor(tx, process, readings))
}

/** The same with what was asked before. */
export async function fileAsked(tx: Query, process: Process, readings: readonly ReadMailRow[], asked: Asked): Promise<void> {
  const decided = decideAll(process, readings, asked)
  process.atFault?.('before-carry-out')
  await carryOut(tx, decided, process.pool.own.tagKey)
}

/** This sighting at once, ahead of all that waits; nothing when another has it in hand or it waits for its next attempt. */
export async function processOnly(process: Process, id: string): Promise<void> {
  try {
    await process.db.transaction((tx) => processIn(tx, process, { batch: [] }, 1, id))
  } catch (error) {
    if (await isNoFaultOfAMail(process, error)) throw error
    await fail(process.db, id, error)
  }
}

/** Nothing is counted then, and the mails wait: for the database, or for the newer version that has brought its schema further. */
const isNoFaultOfAMail = async ({ db }: Process, error: unknown): Promise<boolean> => isTrouble(error) || (await schemaOf(db)) === 'newer'

/** A failing batch: each mail in its own transaction; what still fails, by its own fault, counts an attempt and waits, or goes to quarantine. */
async function processOneByOne(process: Process, batch: readonly Claimed[], cause: unknown): Promise<number> {
  if (await isNoFaultOfAMail(process, cause)) throw cause
  for (const { id } of batch) await processOnly(process, id)
  return batch.length
}

async function claim(tx: Query, { fresh }: Process, limit: number, only?: string): Promise<Claimed[]> {
  const rows = await tx.query<Claimed>(
    `select s.id::text as id, translate(encode(s.sha256, 'base64'), E'\\n', '') as sha256, o.size, to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as received_at,
       coalesce(-b.owner_id, b.team_id, -s.user_id, 0) as audience, s.user_id is not null as handed
     from sightings s join originals o on o.sha256 = s.sha256 left join mailboxes b on b.id = s.mailbox_id
     where s.state = 'received' and (s.retry_at is null or s.retry_at <= now()) ${only === undefined ? '' : 'and s.id = $2::bigint'} order by s.id limit $1 for update of s skip locked`,
    only === undefined ? [limit] : [limit, only],
  )
  let bytes = 0
  const end = rows.findIndex(({ size, sha256, handed }, at) => {
    bytes += !handed && fresh?.has(sha256) ? 0 : size
    return at > 0 && bytes > batchBytes
  })
  return end === -1 ? rows : rows.slice(0, end)
}

export interface ReadMailRow extends Unfiled {
  readonly claimed: Claimed
}

/** Readings of the batch; a mail that cannot be read counts a failure and leaves the batch, its original is safe. */
async function readAll(tx: Query, process: Process, batch: readonly Claimed[]): Promise<ReadMailRow[]> {
  const results = await resultsOf(tx, process, batch)
  const readings: ReadMailRow[] = []
  for (const [at, claimed] of batch.entries()) {
    const { reading, error } = results[at]!
    if (error !== undefined) await fail(tx, claimed.id, new Error(error))
    else readings.push({ claimed, reading })
  }
  return readings
}

async function resultsOf(tx: Query, process: Process, batch: readonly Claimed[]): Promise<ReadResult[]> {
  const fresh = await Promise.all(batch.map(({ sha256, handed }) => (handed ? undefined : process.fresh?.get(sha256))))
  const missing = (wanted: boolean) => [
    ...new Set(batch.flatMap(({ sha256, handed }, at) => (fresh[at] || handed !== wanted ? [] : [sha256]))),
  ]
  const read = await readMissing(tx, process, missing(false), false)
  const readHanded = await readMissing(tx, process, missing(true), true)
  return batch.map(({ sha256, handed }, at) => fresh[at] ?? (handed ? readHanded : read).get(sha256)!)
}

async function readMissing(tx: Query, process: Process, keys: readonly string[], handed: boolean): Promise<Map<string, ReadResult>> {
  if (keys.length === 0) return new Map()
  const bytes = await bytesOf(tx, keys)
  const half = Math.ceil(keys.length / 2)
  const parts = keys.length > 20 ? [keys.slice(0, half), keys.slice(half)] : [keys]
  const results = (
    await Promise.all(
      parts.map((part) =>
        process.pool.read(
          part.map((key) => bytes.get(key)!),
          handed,
        ),
      ),
    )
  ).flat()
  return new Map(keys.map((key, at) => [key, results[at]!]))
}

async function bytesOf(tx: Query, keys: readonly string[]): Promise<Map<string, Uint8Array>> {
  const rows = await tx.query<{ key: string; bytes: Uint8Array }>(
    `select translate(encode(sha256, 'base64'), E'\\n', '') as key, bytes from originals where sha256 in (select decode(one, 'base64') from jsonb_array_elements_text($1::text::jsonb) as one)`,
    [json(keys)],
  )
  return new Map(rows.map(({ key, bytes }) => [key, bytes]))
}

/** What the database knows that bears on the mails of a batch; lists are in the order of the batch. */
export interface Asked {
  readonly identities: readonly string[]
  readonly known: BatchKnown
  readonly threadKeys: readonly string[]
}

/** All of it at once. */
export async function askFor(tx: Query, { pool, noIdentity }: Process, readings: readonly Unfiled[]): Promise<Asked> {
  const [identities, known, keys] = await Promise.all([
    noIdentity ? readings.map(() => randomBytes(12).toString('base64')) : settleVariants(tx, pool, readings),
    lookUp(
      tx,
      readings.map(({ reading }) => reading.clues),
    ),
    threadKeys(
      tx,
      readings.map(({ reading }) => reading),
    ),
  ])
  return { identities, known, threadKeys: keys }
}

/** In order, so that an answer finds the mail before it in the same batch. */
function decideAll({ privateFor }: Process, readings: readonly ReadMailRow[], { identities, known, threadKeys }: Asked): Decided[] {
  return readings.map(({ claimed, reading }, at) => {
    const decision = decideOn(reading.clues, known.of(reading.clues))
    if (reading.messageId !== null && !known.mails.has(reading.messageId)) known.mails.set(reading.messageId, [inBatch(reading, decision)])
    return {
      sightingId: claimed.id,
      sha256: claimed.sha256,
      receivedAt: claimed.received_at,
      // What lies in a colleague's own mailbox is that colleague's alone already.
      audience: reading.clues.marked && claimed.audience >= 0 ? (privateFor ?? claimed.audience) : claimed.audience,
      handed: claimed.handed,
      reading: { ...reading, identity: identities[at]!, sentAt: sentDate(reading.sentAt, claimed.received_at) },
      decision,
      threadKey: threadKeys[at]!,
    }
  })
}

function inBatch(reading: Reading, decision: Decided['decision']): KnownMail {
  return {
    messageId: reading.messageId!,
    direction: reading.clues.direction,
    filedUnder: decision.kind === 'file' ? decision.under : [],
  }
}
