import type { Address, MailDate } from './read-mail'

/** What a mail is, seen from its own words: pure, and no question of trust yet. Made by `understand` in understand.ts. */
export interface Understanding {
  readonly class: MailClass
  readonly bounce: Bounce | null
  /** Abuse report (ARF). */
  readonly isFeedbackReport: boolean
  /** The inline forward in text or HTML (outermost block), or null. */
  readonly forward: InlineForward | null
  /** New text without quotes, forward blocks; signature kept apart. */
  readonly visibleReply: string
  readonly signature: string
}

export type MailClass = 'normal' | 'auto-reply' | 'bounce' | 'receipt' | 'list' | 'invitation'

export interface Bounce {
  /** Addresses that could not be reached. */
  readonly failedRecipients: readonly string[]
  /** RFC 3463 code such as 5.1.1; null when unknown. */
  readonly status: string | null
  readonly hard: boolean
  /** Message-ID of the mail that came back, without angle brackets. */
  readonly originalMessageId: string | null
}

export interface InlineForward {
  readonly from: Address
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly subject: string
  /** null when it cannot be read; zone may be missing (offsetMinutes null: the forwarder's zone counts, not UTC). */
  readonly date: MailDate | null
  /** Seconds are often not there. */
  readonly datePrecision: 'second' | 'minute' | 'day' | null
  /** The forwarded text. */
  readonly body: string
  /** What the forwarder wrote above it. */
  readonly comment: string
  /** Which block form was met, e.g. 'outlook-html', 'thunderbird', 'gmail', 'apple', 'outlook-text'. */
  readonly client: string
}
