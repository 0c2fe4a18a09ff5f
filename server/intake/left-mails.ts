import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { base64, type Db, type Query } from '../db/db'
import { json, storable } from '../db/json'
import type { Arrival, Receipt, Receive } from './arrival'
import type { Own } from './pipeline/decision'
import { headOf, type PrivateMark, privateMark } from './private-mark'

interface Left {
  readonly arrival: Arrival
  readonly mark: PrivateMark
  readonly headHash: Buffer
}

/**
 * Private mail is not taken in: of it only the hash of its head is kept, where it lies, and by what it is marked. Whoever writes such a
 * mark hides no mail from us: it stays where it is, and is counted.
 */
export function leavingPrivate(parts: { db: Db; log: Logger; confidential: Own['confidential'] }, receive: Receive): Receive {
  return async (arrivals) => {
    const left = arrivals.map((arrival) => leftOf(arrival, parts.confidential))
    if (left.every((one) => one === null)) return receive(arrivals)
    await noteLeft(
      parts.db,
      left.flatMap((one) => one ?? []),
    )
    parts.log.info({ mailbox: arrivals[0]!.mailboxId, count: left.filter((one) => one !== null).length }, 'private mail left')
    const receipts = [...(await receive(arrivals.filter((_, at) => left[at] === null)))]
    return left.map((one): Receipt => (one === null ? receipts.shift()! : 'left'))
  }
}

function leftOf(arrival: Arrival, confidential: Own['confidential']): Left | null {
  const head = headOf(arrival.bytes)
  const mark = privateMark(head.headers, confidential)
  return mark === null ? null : { arrival, mark, headHash: createHash('sha256').update(head.bytes).digest() }
}

const noteLeft = (db: Query, left: readonly Left[]) =>
  db.query(
    `insert into left_mails (source, mailbox_id, folder, uid_validity, uid, size, head_hash, mark, received_at)
     select source, mailbox_id, folder, uid_validity, uid, size, decode(head_hash, 'base64'), mark, received_at
     from jsonb_to_recordset($1::text::jsonb) as l(source text, mailbox_id int, folder text, uid_validity bigint, uid bigint, size int, head_hash text, mark text, received_at timestamptz)
     on conflict do nothing`,
    [
      json(
        left.map(({ arrival, mark, headHash }) => ({
          source: arrival.source,
          mailbox_id: arrival.mailboxId,
          folder: storable(arrival.folder),
          uid_validity: arrival.uidValidity?.toString() ?? null,
          uid: arrival.uid?.toString() ?? null,
          size: arrival.bytes.byteLength,
          head_hash: base64(headHash),
          mark,
          received_at: arrival.receivedAt.toISOString(),
        })),
      ),
    ],
  )

/** Once such mail is to be taken in, what was left is found where it lies by the next look through its folder. */
export const forgetLeft = (db: Query) => db.query('delete from left_mails')
