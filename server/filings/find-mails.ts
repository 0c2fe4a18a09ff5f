import type { filingRoutes } from '@postakte/shared/api/filings'
import type { BodyOf } from '@postakte/shared/api/route'
import { baseSubject } from '@postakte/shared/mail/subject'
import type { Query } from '../db/db'
import { json } from '../db/json'
import type { Me } from '../users/me'

export type MailKey = BodyOf<typeof filingRoutes.fileMails>['mails'][number]

interface Candidate {
  readonly at: number
  readonly id: string
  readonly subject: string
}

/** The mails of these keys that the caller sees; null for one that is not here, or not for sure. */
export async function findMails(tx: Query, me: Me, keys: readonly MailKey[]): Promise<readonly (string | null)[]> {
  const candidates = await candidatesOf(tx, me, keys)
  return keys.map((key, at) => {
    const found = candidates.filter(
      (one) => one.at === at && (!('subject' in key) || baseSubject(one.subject) === baseSubject(key.subject)),
    )
    return found.length === 1 ? found[0]!.id : null
  })
}

/**
 * By head only what our mail server proved to be of that sender, or what the caller handed over before: a Message-ID and a head
 * are easily written by others (reliability C10), and then the source decides.
 */
const candidatesOf = (tx: Query, me: Me, keys: readonly MailKey[]) =>
  tx.query<Candidate>(
    `with k as (select * from jsonb_to_recordset($1::text::jsonb) as x(at int, id bigint, "messageId" text, sha256 text, "from" text, "sentAt" timestamptz))
     select k.at, m.id::text as id, m.subject from k join mails m on m.id = k.id
     union all
     select k.at, m.id::text, m.subject from k join mails m on m.message_id = k."messageId" where k.sha256 is not null
       and exists (select from sightings s where s.mail_id = m.id and s.sha256 = decode(k.sha256, 'hex'))
     union all
     select k.at, m.id::text, m.subject from k join mails m on m.message_id = k."messageId" where k."from" is not null
       and m.from_address = k."from" and date_trunc('second', m.sent_at) = date_trunc('second', k."sentAt")
       and (m.trust >= 2 or exists (select from sightings s where s.mail_id = m.id and s.user_id = $2::int))`,
    [json(keys.map((key, at) => ({ at, ...key }))), me.id],
  )

/** The other mails of their threads, newest first, as far as the caller sees them. */
export async function restOfThreads(tx: Query, mailIds: readonly string[], most = 200): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `with asked as (select one::bigint as id from jsonb_array_elements_text($1::text::jsonb) as one)
     select m.id::text as id from mails m where m.thread_key in (select n.thread_key from mails n join asked on asked.id = n.id) and m.id not in (select id from asked)
     order by m.id desc limit $2`,
    [json(mailIds), most],
  )
  return rows.map(({ id }) => id)
}
