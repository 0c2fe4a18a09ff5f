import type { Db, Query } from '../db/db'
import { json } from '../db/json'
import { notFound } from '../http/problem-with'
import { type Acting, can } from '../rights/can'
import { type MailLineRow, mailLineColumns } from './mail-line'

/** The mail as a line; unknown when it is not there for the caller. */
export async function loadLine(tx: Query, me: Acting, id: string): Promise<MailLineRow> {
  const [row] = await tx.query<MailLineRow>(`select ${mailLineColumns} from mails m where m.id = $1::text::bigint`, [id])
  if (!row || !can(me, 'see', { kind: 'mail', audiences: row.audiences })) throw notFound()
  return row
}

export interface StoredMail {
  readonly bytes: Uint8Array
  /** Nobody but users brought it. */
  readonly handed: boolean
}

/** The originals of mails that the caller was found to see: the role of the API reads none. Larger ones are left out. */
export async function originalsOf(
  db: Db,
  ids: readonly string[],
  most = Number.MAX_SAFE_INTEGER,
): Promise<ReadonlyMap<string, StoredMail>> {
  const rows = await db.query<StoredMail & { id: string }>(
    `select m.id::text as id, o.bytes, not exists (select from sightings s where s.mail_id = m.id and s.user_id is null) as handed
     from mails m join originals o on o.sha256 = m.sha256 where m.id in (select one::bigint from jsonb_array_elements_text($1::text::jsonb) as one) and o.size <= $2::text::bigint`,
    [json(ids), String(most)],
  )
  return new Map(rows.map(({ id, ...stored }) => [id, stored]))
}

export async function originalOf(db: Db, id: string): Promise<StoredMail> {
  const stored = (await originalsOf(db, [id])).get(id)
  if (!stored) throw notFound()
  return stored
}
