import { readBounce } from './bounce'
import { readForward } from './forwards/forward'
import { classOf, isFeedbackReport } from './mail-class'
import type { ReadMail } from './read-mail'
import type { Understanding } from './understanding'
import { visibleReply } from './visible-reply'

/** What a mail is, seen from its own words: class, bounce, forward, the new text. Whom to believe is decided later. */
export function understand(mail: ReadMail): Understanding {
  const bounce = isFeedbackReport(mail) ? null : readBounce(mail)
  const kind = classOf(mail, bounce)
  const forward = kind === 'bounce' || kind === 'receipt' ? null : readForward(mail)
  const reply = visibleReply(forward ? forward.comment : mail.text)
  return {
    class: kind,
    bounce: kind === 'bounce' ? bounce : null,
    isFeedbackReport: isFeedbackReport(mail),
    forward,
    visibleReply: reply.text,
    signature: reply.signature,
  }
}
