import { shownAddress } from '@postakte/shared/mail/address'
import { instantOf } from '../db/instant'

/** A mail in a list, as the database says it. */
export interface MailLineRow {
  readonly id: string
  readonly messageId: string | null
  readonly subject: string
  readonly fromAddress: string | null
  readonly fromName: string | null
  readonly sentAt: string | null
  readonly receivedAt: string
  readonly direction: 'in' | 'out' | 'internal'
  readonly class: string
  readonly trust: number
  readonly state: 'filed' | 'ask' | 'unmatched' | 'ignored'
  readonly preview: string
  readonly attachments: number
  readonly audiences: number[]
}

/** SQL: of mail `m`. */
export const mailLineColumns = `m.id::text as id, m.message_id as "messageId", m.subject, m.from_address as "fromAddress", m.from_name as "fromName", ${instantOf('m.sent_at')} as "sentAt",
  ${instantOf('m.received_at')} as "receivedAt", m.direction, m.class, m.trust, m.state, m.preview, coalesce(jsonb_array_length(m.decision -> 'attachments'), 0) as attachments, to_jsonb(m.audiences) as audiences`

export const mailLineOf = ({ fromAddress, fromName, audiences: _, ...mail }: MailLineRow) => ({
  ...mail,
  from: { address: shownAddress(fromAddress ?? ''), name: fromName ?? '' },
})
