import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Reading } from './reading'

/**
 * Thread of each mail of a batch: that of the nearest known mail before it, else named after the oldest mail it names, else
 * after itself. Names are Message-IDs, so that two servers that see the halves of a thread come to the same name.
 */
export async function threadKeys(tx: Query, readings: readonly Reading[]): Promise<string[]> {
  const ids = [...new Set(readings.flatMap(({ clues, messageId }) => [...clues.thread, ...(messageId === null ? [] : [messageId])]))]
  const known =
    ids.length === 0
      ? []
      : await tx.query<{ message_id: string; thread_key: string }>(
          `select message_id, thread_key from thread_ids where message_id in (select jsonb_array_elements_text($1::text::jsonb))`,
          [json(ids)],
        )
  const keys = new Map(known.map(({ message_id, thread_key }) => [message_id, thread_key]))
  return readings.map((reading) => {
    const own = [...reading.clues.thread, ...(reading.messageId === null ? [] : [reading.messageId])]
    const key =
      own.map((id) => keys.get(id)).find((one) => one !== undefined) ??
      reading.clues.thread.at(-1) ??
      reading.messageId ??
      `mail:${reading.identity}`
    for (const id of own) if (!keys.has(id)) keys.set(id, key)
    return key
  })
}
