import { type Reply, receiveReplies } from '../cases/replies'
import { cameAt } from '../cases/reply-policy'
import { isThanks } from '../cases/thanks'
import { json } from '../db/json'
import type { ApiTx } from '../http/api/call'
import { type MailLineRow, mailLineColumns } from '../mails/mail-line'

/** A mail that lies at a case since just now. */
export interface NewAtCase {
  readonly mailId: string
  readonly caseId: string
}
type MailAtCase = MailLineRow & Pick<NewAtCase, 'caseId'>

/**
 * A customer's mail that a person files is an answer like one that a rule files: a case that waits for the customer, or that its team
 * wants opened again, is open from now on. No new case is begun: the person chose this one. As far as the caller may change cases.
 */
export async function openAnsweredCases(tx: ApiTx, filed: readonly NewAtCase[]): Promise<void> {
  if (filed.length === 0) return
  const mails = await tx.query<MailAtCase>(
    `select f."caseId", ${mailLineColumns}
     from jsonb_to_recordset($1::text::jsonb) as f("mailId" text, "caseId" text) join mails m on m.id = f."mailId"::bigint
     where m.direction = 'in' and m.class in ('normal', 'invitation')`,
    [json(filed)],
  )
  const touched = mails.map(({ caseId }) => caseId)
  for (const { asked, change } of await receiveReplies(tx, null, touched, mails.map(replyOf)))
    if (change !== null) tx.journal({ action: `case.${change}`, kind: 'case', recordId: asked.id, facts: { number: asked.number } })
}

const replyOf = ({ id, caseId, sentAt, receivedAt, ...mail }: MailAtCase): Reply => ({
  mailId: id,
  caseId,
  cameAt: cameAt(sentAt, receivedAt),
  occurredAt: sentAt ?? receivedAt,
  isThanks: mail.class === 'normal' && mail.attachments === 0 && isThanks(mail.preview, mail.fromName ?? ''),
})
