/** What an answer of the customer's does to a case. `leave`: nothing. */
export type Effect = 'leave' | 'open-again' | 'reopen' | 'new-case' | 'stays-closed'

/** A case as the policy sees it; times in milliseconds. `onReply`, `reopenDays`: of its team. */
export interface AnsweredCase {
  readonly status: 'open' | 'waiting' | 'closed' | 'archived'
  readonly statusAt: number
  readonly closedAt: number | null
  readonly onReply: 'reopen' | 'new-case'
  /** Days after closing in which an answer opens the case again; null: always. */
  readonly reopenDays: number | null
}

export interface CustomerMail {
  /** When it was written or, where that says nothing, when it came. */
  readonly cameAt: number
  /** Nothing but thanks: no reason to open anything. */
  readonly isThanks: boolean
}

const day = 24 * 60 * 60 * 1000
/** A mail may be under way, or lie in a mailbox that could not be read; an older one was known when the case was closed. */
const late = day

export function effectOf(one: AnsweredCase, mail: CustomerMail): Effect {
  if (one.status === 'open') return 'leave'
  if (one.status === 'waiting') return mail.cameAt < one.statusAt - late ? 'leave' : 'open-again'
  const closedAt = one.closedAt ?? one.statusAt
  if (mail.cameAt < closedAt - late) return 'leave'
  if (mail.isThanks) return 'stays-closed'
  if (one.onReply === 'new-case') return 'new-case'
  return one.reopenDays !== null && mail.cameAt > closedAt + one.reopenDays * day ? 'new-case' : 'reopen'
}

/** When the mail came: what it says itself, unless that is later than its arrival or from before there was mail of ours. */
export function cameAt(sentAt: string | null, receivedAt: string): number {
  const sent = sentAt === null ? Number.NaN : Date.parse(sentAt)
  const received = Date.parse(receivedAt)
  return sent >= Date.UTC(2000, 0) && sent < received ? sent : received
}
