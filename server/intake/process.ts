import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { carryOut, type Decided } from './carry-out'
import type { FreshBytes } from './fresh'
import { lookUp } from './look-up'
import type { KnownMail } from './pipeline/decision'
import { decideOn } from './pipeline/route'
import { fail } from './quarantine'
import type { Reading } from './reading'
import type { ReadingPool } from './reading-pool'
import { threadKeys } from './thread'
import { settleVariants } from './variants'

export interface Process {
  readonly db: Db
  readonly pool: ReadingPool
  readonly fresh?: FreshBytes
  readonly atFault?: (point: string) => void
  readonly maxBatch?: number
  /** The deliberate bug of the chaos test: every sighting is a mail of its own. */
  readonly noIdentity?: boolean
}

interface Claimed {
  readonly id: string
  readonly sha256: string
  readonly size: number
  readonly received_at: string
}

/** Mails of one batch, and their bytes: memory stays bounded whatever waits. */
const batchMails = 200
const batchBytes = 6 * 1024 * 1024

/**
 * Takes one batch of waiting mails from received to filed, in one transaction: the claim is the row lock, so a server that
 * dies gives its mails back at once. Returns how many it took; a batch that fails is tried again mail by mail.
 */
export async function processBatch(process: Process): Promise<number> {
  const claimed: { ids: readonly string[] } = { ids: [] }
  try {
    return await process.db.transaction((tx) => processIn(tx, process, claimed, process.maxBatch ?? batchMails))
  } catch (error) {
    if (claimed.ids.length === 0) throw error
    return processOneByOne(process, claimed.ids, error)
  }
}

async function processIn(tx: Query, process: Process, claimed: { ids: readonly string[] }, limit: number, only?: string): Promise<number> {
  const batch = await claim(tx, limit, only)
  claimed.ids = batch.map(({ id }) => id)
  if (batch.length === 0) return 0
  const readings = await readAll(tx, process, batch)
  const decided = await decideAll(tx, process.noIdentity ? readings : await settleVariants(tx, readings))
  process.atFault?.('before-carry-out')
  await carryOut(tx, decided)
  process.atFault?.('before-commit')
  for (const { sha256 } of batch) process.fresh?.delete(sha256)
  return batch.length
}

/** A failing batch: each mail in its own transaction; what still fails counts an attempt and waits, or goes to quarantine. */
async function processOneByOne(process: Process, ids: readonly string[], cause: unknown): Promise<number> {
  if (isConnectionLoss(cause)) throw cause
  for (const id of ids) {
    try {
      await process.db.transaction((tx) => processIn(tx, process, { ids: [] }, 1, id))
    } catch (error) {
      if (isConnectionLoss(error)) throw error
      await fail(process.db, id, error)
    }
  }
  return ids.length
}

const isConnectionLoss = (error: unknown) => /^(?:CONNECTION_|ECONN|EPIPE|57P0|08)/.test(String((error as { code?: string }).code ?? ''))

async function claim(tx: Query, limit: number, only?: string): Promise<Claimed[]> {
  const rows = await tx.query<Claimed>(
    `select s.id::text as id, translate(encode(s.sha256, 'base64'), E'\\n', '') as sha256, o.size, to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as received_at
     from sightings s join originals o on o.sha256 = s.sha256
     where s.state = 'received' and (s.retry_at is null or s.retry_at <= now()) ${only === undefined ? '' : 'and s.id = $2::bigint'} order by s.id limit $1 for update of s skip locked`,
    only === undefined ? [limit] : [limit, only],
  )
  let bytes = 0
  return rows.filter(({ size }, at) => {
    bytes += size
    return at === 0 || bytes <= batchBytes
  })
}

interface ReadMailRow {
  readonly claimed: Claimed
  readonly reading: Reading
}

async function readAll(tx: Query, process: Process, batch: readonly Claimed[]): Promise<ReadMailRow[]> {
  const bytes = await bytesOf(tx, process, batch)
  const half = Math.ceil(batch.length / 2)
  const parts = batch.length > 20 ? [batch.slice(0, half), batch.slice(half)] : [batch]
  const results = (await Promise.all(parts.map((part) => process.pool.read(part.map(({ sha256 }) => bytes.get(sha256)!))))).flat()
  const wrong = results.findIndex(({ error }) => error !== undefined)
  if (wrong !== -1 && batch.length > 1) throw new UnreadableMail(results[wrong]!.error!)
  return batch.map((claimed, at) => {
    const result = results[at]!
    if (result.error !== undefined) throw new UnreadableMail(result.error)
    return {
      claimed,
      reading: process.noIdentity ? { ...result.reading, identity: Buffer.from(claimed.id).toString('base64') } : result.reading,
    }
  })
}

/** A mail that reading cannot cope with: our bug or an attack; its original is safe. */
export class UnreadableMail extends Error {}

async function bytesOf(tx: Query, process: Process, batch: readonly Claimed[]): Promise<Map<string, Uint8Array>> {
  const have = new Map<string, Uint8Array>()
  for (const { sha256 } of batch) {
    const bytes = process.fresh?.get(sha256)
    if (bytes) have.set(sha256, bytes)
  }
  const missing = [...new Set(batch.map(({ sha256 }) => sha256))].filter((one) => !have.has(one))
  if (missing.length === 0) return have
  const rows = await tx.query<{ key: string; bytes: Uint8Array }>(
    `select translate(encode(sha256, 'base64'), E'\\n', '') as key, bytes from originals where sha256 in (select decode(one, 'base64') from jsonb_array_elements_text($1::text::jsonb) as one)`,
    [json(missing)],
  )
  for (const { key, bytes } of rows) have.set(key, bytes)
  return have
}

/** Decides in order, so that an answer finds the mail before it in the same batch. */
async function decideAll(tx: Query, settled: readonly ReadMailRow[]): Promise<Decided[]> {
  const known = await lookUp(
    tx,
    settled.map(({ reading }) => reading.clues),
  )
  const keys = await threadKeys(
    tx,
    settled.map(({ reading }) => reading),
  )
  return settled.map(({ claimed, reading }, at) => {
    const decision = decideOn(reading.clues, known.of(reading.clues))
    if (reading.messageId !== null && !known.mails.has(reading.messageId)) known.mails.set(reading.messageId, inBatch(reading, decision))
    return {
      sightingId: claimed.id,
      sha256: claimed.sha256,
      receivedAt: claimed.received_at,
      reading,
      decision,
      threadKey: keys[at]!,
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
