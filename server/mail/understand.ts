import { classified } from './classes/mail-class'
import { readForward } from './forwards/forward'
import type { ReadMail } from './read-mail'
import type { Understanding } from './understanding'
import { visibleReply } from './visible-reply'

/** What a mail is, seen from its own words: class, bounce, forward, the new text. Whom to believe is decided later. */
export function understand(mail: ReadMail): Understanding {
  const kind = classified(mail)
  const forward = kind.class === 'bounce' || kind.class === 'receipt' ? null : readForward(mail)
  const reply = visibleReply(forward ? forward.comment : mail.text)
  return { ...kind, forward, visibleReply: reply.text, signature: reply.signature }
}
