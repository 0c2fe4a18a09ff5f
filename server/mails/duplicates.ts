import { baseSubject } from '@postakte/shared/mail/subject'
import type { Query } from '../db/db'
import { instantOf } from '../db/instant'
import { sameWords } from '../intake/identity'

export interface Duplicate {
  readonly id: string
  readonly subject: string
  readonly receivedAt: string
}

interface Alike extends Duplicate {
  readonly own: string
  readonly preview: string
  readonly ownPreview: string
}

/**
 * Of the same sender, second, subject and words, but with another Message-ID: the same mail where a gateway rewrote the id of one copy, or
 * one that was sent twice. Nobody can know, so both stay and each names the other; as far as the caller sees them.
 */
export async function duplicatesOf(tx: Query, id: string): Promise<Duplicate[]> {
  const alike = await tx.query<Alike>(
    `select n.id::text as id, n.subject, ${instantOf('n.received_at')} as "receivedAt", m.subject as own, n.preview, m.preview as "ownPreview"
     from mails m join mails n on n.sent_at >= date_trunc('second', m.sent_at) and n.sent_at < date_trunc('second', m.sent_at) + interval '1 second'
       and n.from_address = m.from_address and n.id <> m.id and n.message_id is distinct from m.message_id
     where m.id = $1::text::bigint order by n.id limit 20`,
    [id],
  )
  return alike
    .filter((one) => baseSubject(one.subject) === baseSubject(one.own) && sameWords(one.preview, one.ownPreview))
    .map(({ id: other, subject, receivedAt }) => ({ id: other, subject, receivedAt }))
}
