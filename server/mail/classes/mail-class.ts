import { isDeliverySuccess, noticedBounce, reportedBounce } from '../bounces/bounce'
import type { ReadMail } from '../read-mail'
import type { Bounce, MailClass } from '../understanding'
import { isAutoReply } from './auto-reply'
import { isFeedbackReport } from './feedback-report'
import { isInvitation } from './invitation'
import { isList } from './list-mail'
import { isReceipt } from './receipt'

export interface Classified {
  readonly class: MailClass
  readonly bounce: Bounce | null
  readonly isFeedbackReport: boolean
}

const of = (kind: MailClass, bounce: Bounce | null = null): Classified => ({
  class: kind,
  bounce,
  isFeedbackReport: false,
})

/**
 * What kind of mail it is, first hit wins: what a machine says in a form of its own (RFC 3464, 8098, 3834) before what only
 * its words say; an auto-reply before a notice of failure, since it may speak of one. See filing, classification.
 */
export function classified(mail: ReadMail): Classified {
  if (isFeedbackReport(mail)) return { class: isList(mail) ? 'list' : 'normal', bounce: null, isFeedbackReport: true }
  const reported = reportedBounce(mail)
  if (reported) return of('bounce', reported)
  if (isReceipt(mail) || isDeliverySuccess(mail)) return of('receipt')
  if (isAutoReply(mail)) return of('auto-reply')
  const noticed = noticedBounce(mail)
  if (noticed) return of('bounce', noticed)
  if (isInvitation(mail)) return of('invitation')
  return of(isList(mail) ? 'list' : 'normal')
}
