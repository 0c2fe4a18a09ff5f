import { headerValue } from '../headers'
import { ownParts } from '../parts'
import type { ReadMail } from '../read-mail'

/** Somebody complained about a mail of ours (ARF, RFC 5965), or a mail program took him off the list for him. */
export function isFeedbackReport(mail: ReadMail): boolean {
  return isReport(mail) || isComplaint(mail) || isCloudComplaint(mail) || headerValue(mail.headers, 'x-apple-unsubscribe') === 'true'
}

function isReport(mail: ReadMail): boolean {
  const type = mail.root.contentType === 'multipart/report' ? (mail.root.parameters['report-type'] ?? '') : ''
  return type.toLowerCase() === 'feedback-report' || [...ownParts(mail.root)].some((part) => part.contentType === 'message/feedback-report')
}

const subjects =
  /^(?:fw: |fwd: )?(?:complaint about message from|abuse report|\[?abuse\]?|e?-?mail feedback report|spam (?:report|complaint)|feedback report|feedback loop)/i

/** Microsoft's junk reports, and providers that write the report as text. */
function isComplaint(mail: ReadMail): boolean {
  if (!subjects.test(mail.subject)) return false
  const attached = [...ownParts(mail.root)].some((part) => part.contentType === 'message/rfc822')
  return attached || /^(?:feedback-type|user-agent|this is an? (?:email )?abuse report)/im.test(mail.text.slice(0, 5_000))
}

/** Amazon SES by SNS. */
const isCloudComplaint = (mail: ReadMail) =>
  mail.text.trimStart().startsWith('{') && /notificationType\\?"\s?:\s?\\?"Complaint/.test(mail.text.slice(0, 20_000))
