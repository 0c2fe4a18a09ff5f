import { Problem } from '@postakte/shared/model/problem'
import type { Query } from '../db/db'

/** The bytes of a mail as they came. */
export const originalOfMail = (db: Query, id: string) =>
  original(db, `select o.bytes from mails m join originals o on o.sha256 = m.sha256 where m.id = $1::text::bigint`, id)

/** The bytes of what lies in quarantine: kept whole, whatever reading thought of them. */
export const originalOfHeld = (db: Query, id: string) =>
  original(
    db,
    `select o.bytes from sightings s join originals o on o.sha256 = s.sha256 where s.id = $1::text::bigint and s.state = 'quarantined'`,
    id,
  )

async function original(db: Query, text: string, id: string): Promise<Uint8Array> {
  const [row] = await db.query<{ bytes: Uint8Array }>(text, [id])
  if (!row) throw new Problem('mail-unknown', { id })
  return row.bytes
}
