import { base64, type Query } from '../db/db'
import type { Receipt } from './arrival'
import { type Hashed, isSmall, type Kept, keepOne } from './keep-one'
import { askFor, type Claimed, fileAsked, type Process } from './process'
import type { ReadResult } from './reading-pool'

/** No longer do others wait for a mail that is hard to read. */
const usualPatienceMillis = 2_000

/**
 * A small mail that comes alone, as most do during the day: kept and filed in one transaction, so that there is one commit to wait
 * for. One that cannot be read, at least not soon, or that came while others wait, is only kept here. Null when even that failed:
 * nothing of it is there then, and it goes the usual way, kept before anything else is tried with it.
 */
export async function fileAtOnce(process: Process, one: Hashed): Promise<'filed' | Receipt | null> {
  if (!isSmall(one) || one.arrival.userId !== undefined) return null
  const reading = process.pool.read([one.arrival.bytes])
  try {
    return await process.db.transaction((tx) => keepAndFile(tx, process, one, reading))
  } catch {
    return null
  }
}

/** What is known of the mail is asked while it is being kept. */
async function keepAndFile(tx: Query, process: Process, one: Hashed, reading: Promise<readonly ReadResult[]>): Promise<'filed' | Receipt> {
  const [kept, read] = await Promise.all([keepOne(tx, one), readAndAsk(tx, process, one, reading)])
  if (!kept) return 'known'
  if (kept.waits || !read) return 'stored'
  await fileAsked(tx, process, [{ claimed: claimedOf(one, kept), reading: read.reading }], read.asked)
  process.atFault?.('before-commit')
  return 'filed'
}

async function readAndAsk(tx: Query, process: Process, { sha256 }: Hashed, reading: Promise<readonly ReadResult[]>) {
  const result = await soon(reading, process.patienceMillis ?? usualPatienceMillis)
  if (!result?.reading) return null
  const unfiled = { claimed: { sha256: base64(sha256), handed: false }, reading: result.reading }
  return { reading: result.reading, asked: await askFor(tx, process, [unfiled]) }
}

async function soon(reading: Promise<readonly ReadResult[]>, patienceMillis: number): Promise<ReadResult | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMillis)
  })
  const results = await Promise.race([reading, late])
  clearTimeout(timer)
  return results?.[0]
}

const claimedOf = ({ arrival, sha256 }: Hashed, { id, audience }: Kept): Claimed => ({
  id,
  sha256: base64(sha256),
  size: arrival.bytes.byteLength,
  received_at: arrival.receivedAt.toISOString(),
  audience,
  handed: false,
})
