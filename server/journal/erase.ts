import type { Query } from '../db/db'
import { type Doer, writeJournal } from './journal'
import { mentioning } from './mentioning'

/** Action of the row that stands for each erasure; verify asks for it. */
export const eraseAction = 'journal.erase'

/** A record as the journal names it. */
export interface RecordKey {
  readonly kind: string
  readonly recordId: string
}

export interface Person {
  /** The person's own records and what hangs on them: `contact` 17, `mail` 4 … */
  readonly records: readonly RecordKey[]
  /** Addresses and names: rows whose facts mention one, whatever their record. */
  readonly words: readonly string[]
}

export type Erasable = { readonly ids: readonly string[] } | { readonly person: Person }

/**
 * Takes the facts of these rows away for good and writes one row for each erasure. The chain holds only their commitments, which
 * say nothing without the salt, and stays whole. Says how many rows lost their facts.
 */
export async function eraseFacts(tx: Query, which: Erasable, by: Doer): Promise<number> {
  const erased = await withoutFacts(tx, 'ids' in which ? which.ids : await rowsOf(tx, which.person))
  await writeJournal(
    tx,
    erased.map((id) => ({ ...by, action: eraseAction, kind: 'journal', recordId: id })),
  )
  return erased.length
}

async function rowsOf(tx: Query, { records, words }: Person): Promise<readonly string[]> {
  return [...(await onRecords(tx, records)), ...(await mentioning(tx, words))]
}

async function onRecords(tx: Query, records: readonly RecordKey[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `select j.id::text as id from jsonb_to_recordset($1::text::jsonb) as record(kind text, "recordId" text)
     join journal j on j.kind = record.kind and j.record_id = "recordId" and j.facts is not null`,
    [JSON.stringify(records)],
  )
  return rows.map(({ id }) => id)
}

async function withoutFacts(tx: Query, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `update journal set facts = null, salt = null
     where id in (select value::bigint from jsonb_array_elements_text($1::text::jsonb)) and facts is not null
     returning id::text as id`,
    [JSON.stringify(ids)],
  )
  return rows.map(({ id }) => id)
}
