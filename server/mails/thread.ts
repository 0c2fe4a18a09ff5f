import type { Language } from '@postakte/shared/texts/texts'
import type { Query } from '../db/db'
import { exactInstantOf } from '../db/instant'
import { filingsOf } from '../filings/lying'
import { cursorOf, exactInstant, idPart, pageOf, placeOf } from '../http/api/cursor'
import { can } from '../rights/can'
import type { Me } from '../users/me'
import { loadLine } from './load'
import { type MailLineRow, mailLineColumns, mailLineOf } from './mail-line'

interface Page {
  readonly after?: string | undefined
  readonly limit: number
}

const when = 'coalesce(m.sent_at, m.received_at)'

/** The mails of a mail's thread that the caller sees, this one among them, newest first. */
export async function threadOf(tx: Query, me: Me, id: string, { after, limit }: Page, language: Language) {
  await loadLine(tx, me, id)
  const [beforeAt, beforeId] = placeOf(after, exactInstant, idPart)
  const rows = await tx.query<MailLineRow & { exactly: string }>(
    `select ${mailLineColumns}, ${exactInstantOf(when)} as exactly from mails m
     where m.thread_key = (select n.thread_key from mails n where n.id = $1::text::bigint) and (${when}, m.id) < (coalesce($2::text::timestamptz, 'infinity'), coalesce($3::text::bigint, 9223372036854775807))
     order by ${when} desc, m.id desc limit $4`,
    [id, beforeAt, beforeId, limit + 1],
  )
  const seen = rows.filter(({ audiences }) => can(me, 'see', { kind: 'mail', audiences }))
  const filings = await filingsOf(
    tx,
    seen.map((row) => row.id),
    language,
  )
  return pageOf(seen, limit, {
    item: ({ exactly: _, ...row }) => ({ ...mailLineOf(row), filings: filings.filter(({ mailId }) => mailId === row.id) }),
    place: (row) => cursorOf(row.exactly, row.id),
  })
}
