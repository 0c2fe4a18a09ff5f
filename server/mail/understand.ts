import type { ReadMail } from './read-mail'
import type { Understanding } from './understanding'

/** What a mail is, seen from its own words. */
export function understand(mail: ReadMail): Understanding {
  return {
    class: 'normal',
    bounce: null,
    isFeedbackReport: false,
    forward: null,
    visibleReply: mail.text,
    signature: '',
  }
}
