import { createHash } from 'node:crypto'
import { base64, type Query } from '../db/db'
import type { Arrival } from './arrival'
import { type Process, processOnly } from './process'
import { makeReceive } from './receive'

/** 'busy': kept, and another server has it in hand for longer than anybody waits. */
export type TakenIn = { readonly mailId: string } | 'unreadable' | 'busy'

interface Sighted {
  readonly id: string
  readonly mailId: string | null
  readonly failed: boolean
}

const patienceMillis = 20_000
const lookMillis = 50

/** Keeps the bytes like any other arrival, then files them ahead of all that waits. Another server may be quicker: then its result. */
export async function takeIn(process: Process, arrival: Arrival): Promise<TakenIn> {
  const sha256 = base64(createHash('sha256').update(arrival.bytes).digest())
  await makeReceive(process.db)([arrival])
  for (const end = Date.now() + patienceMillis; Date.now() < end; ) {
    const { id } = await sighted(process.db, arrival, sha256)
    await processOnly(process, id)
    const { mailId, failed } = await sighted(process.db, arrival, sha256)
    if (mailId !== null) return { mailId }
    if (failed) return 'unreadable'
    await new Promise((resolve) => setTimeout(resolve, lookMillis))
  }
  return 'busy'
}

async function sighted(db: Query, { source, folder, mailboxId }: Arrival, sha256: string): Promise<Sighted> {
  const [row] = await db.query<Sighted>(
    `select id::text as id, mail_id::text as "mailId", problem is not null as failed from sightings
     where source = $1 and folder = $2 and mailbox_id is not distinct from $3::int and sha256 = decode($4, 'base64') order by id limit 1`,
    [source, folder, mailboxId, sha256],
  )
  return row!
}
