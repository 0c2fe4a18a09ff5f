import { filingRoutes } from '@postakte/shared/api/filings'
import { mailRoutes } from '@postakte/shared/api/mails'
import type { InputOf, ResultOf } from '@postakte/shared/api/route'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { Problem } from '@postakte/shared/model/problem'
import type { ReadMail } from '../host/mail-host'
import type { Session } from './session'

/** A mail as the server finds it without its source; null where the program does not tell enough. */
export interface MailHead {
  readonly messageId: string
  readonly from: string
  readonly sentAt: string
  readonly subject: string
}

export interface WantedFiling {
  readonly head: MailHead | null
  /** Of the server, where it is sure which mail that is. */
  readonly mailId?: string | null
  readonly targets: readonly TargetRef[]
  /** Numbers of the attachments that belong there; null: all. */
  readonly attachments: readonly number[] | null
  readonly wholeThread: boolean
}

export type Filings = ResultOf<typeof filingRoutes.fileMails>['results'][number]['filings']
export interface Filed {
  readonly mailId: string
  readonly filings: Filings
  /** Of the other mails of the thread. */
  readonly others: Filings
}

/** What a filing made at that record, in the thread, too: all that one request files has one moment. */
export function madeThere({ filings, others }: Filed, { kind, id }: TargetRef): Filings {
  const there = [...filings, ...others].filter(({ target }) => target.kind === kind && target.id === id)
  const latest = there
    .map(({ filedAt }) => filedAt)
    .sort()
    .at(-1)
  return there.filter(({ filedAt }) => filedAt === latest)
}

export function headOf({
  messageId,
  people,
  sentAt,
  subject,
}: Pick<ReadMail, 'messageId' | 'people' | 'sentAt' | 'subject'>): MailHead | null {
  const from = people.find(({ role }) => role === 'from')?.address
  return messageId === null || from === undefined || sentAt === null ? null : { messageId, from, sentAt, subject }
}

/**
 * Files by the head; only when the server lacks the mail, or cannot be sure, its source is asked for and handed over. The same `key`
 * again changes nothing twice.
 */
export async function fileMail(
  session: Session,
  { head, mailId = null, targets, attachments, wholeThread }: WantedFiling,
  key: string,
  source: () => Promise<Uint8Array>,
): Promise<Filed> {
  const wanted = { targets: [...targets], attachments: attachments && [...attachments], wholeThread }
  const byName = mailId === null ? head : { id: mailId }
  const known = byName === null ? null : await fileOnce(session, { mails: [byName], ...wanted }, `${key}-head`)
  if (known) return known
  const { id } = await session.ask(mailRoutes.putMailSource, { body: await source() }, { idempotencyKey: `${key}-source` })
  const filed = await fileOnce(session, { mails: [{ id }], ...wanted }, `${key}-id`)
  if (filed === null) throw new Problem('mail-unknown')
  return filed
}

type Body = InputOf<typeof filingRoutes.fileMails>['body']

async function fileOnce(session: Session, body: Body, key: string): Promise<Filed | null> {
  const { results, others } = await session.ask(filingRoutes.fileMails, { body }, { idempotencyKey: key })
  const { outcome, mailId, filings } = results[0]!
  return outcome === 'filed' ? { mailId: mailId!, filings, others: others.flatMap((one) => one.filings) } : null
}
