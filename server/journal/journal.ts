import { randomBytes } from 'node:crypto'
import type { Query } from '../db/db'
import { json } from '../db/json'

/** Which way it came in: a program through the API, a command, a mail, work in the background. */
export type Via = 'api' | 'cli' | 'intake' | 'job'

export interface Doer {
  /** Null: the server itself. */
  readonly userId: number | null
  readonly onBehalfOf?: number | null
  readonly via: Via
}

export interface JournalEntry extends Doer {
  /** Such as 'case.close', 'filing.add', 'mail.read', 'denied'. */
  readonly action: string
  /** Which record: `case` and '4711', never an address, a name or a subject. */
  readonly kind?: string
  readonly recordId?: string
  /** Whatever names a person stands here, in values (never as a key), because only this can be erased. */
  readonly facts?: Readonly<Record<string, unknown>>
}

const saltBytes = 32

/** One plain insert in the caller's transaction; no lock, nothing read. The sealer chains the rows within a second. */
export async function writeJournal(tx: Query, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx.query(
    `insert into journal (user_id, on_behalf_of, via, action, kind, record_id, facts, salt, commitment)
     select "userId", "onBehalfOf", via, action, kind, "recordId", facts, decode(salt, 'base64'),
            sha256(decode(salt, 'base64') || convert_to(facts::text, 'UTF8'))
     from jsonb_to_recordset($1::text::jsonb) as entry("userId" integer, "onBehalfOf" integer, via text, action text,
          kind text, "recordId" text, facts jsonb, salt text)`,
    [json(entries.map(rowOf))],
  )
}

const rowOf = (entry: JournalEntry) => (entry.facts === undefined ? entry : { ...entry, salt: randomBytes(saltBytes).toString('base64') })
