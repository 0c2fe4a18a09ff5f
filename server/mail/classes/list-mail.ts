import { headerValue, headerValues } from '../headers'
import type { ReadMail } from '../read-mail'

const listHeaders = ['list-id', 'list-unsubscribe', 'list-post', 'feedback-id', 'x-mailing-list', 'x-campaign-id', 'x-csa-complaints']

/** Sent to many: a mailing list or newsletter (RFC 2919, 2369), or marked as bulk. */
export function isList(mail: ReadMail): boolean {
  if (listHeaders.some((name) => headerValue(mail.headers, name) !== undefined)) return true
  return headerValues(mail.headers, 'precedence').some((one) => /^\s{0,9}(?:bulk|junk|list)\b/i.test(one))
}
