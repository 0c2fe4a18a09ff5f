import { headerValue } from '../headers'
import { ownParts } from '../parts'
import type { ReadMail } from '../read-mail'
import { explanationOf } from './explanation'
import { certainWords, daemonNames, daemonSenders, failedSubjects, failedWords, mayBeFailed, perhapsDaemons } from './notice-words'

/**
 * A notice of failure without a delivery report, as qmail, Exim, Exchange, Notes, old Sendmail and carriers write it. One
 * sign is never enough: a newsletter may speak of "delivery", and a customer of a "bounce".
 */
export function isFailureNotice(mail: ReadMail): boolean {
  if (headerValue(mail.headers, 'x-failed-recipients') !== undefined) return true
  if (isReportOfDelivery(mail) || isCloudNotice(mail) || isListRefusal(mail)) return true
  if (certainWords.test(mail.text.slice(0, 500))) return true
  const subject = failedSubjects.test(mail.subject.slice(0, 500))
  if (isFromDaemon(mail)) return subject || speaksOfFailure(mail) || (hasReturned(mail) && mayBeFailed.test(explanationOf(mail)))
  if (!subject && !hasNullSender(mail)) return false
  return hasFormOfNotice(mail, subject) && speaksOfFailure(mail)
}

/** The dearest look comes last: most mails do not get so far. */
const speaksOfFailure = (mail: ReadMail) => failedWords.test(explanationOf(mail))

/** Not from a daemon: a null sender or the returned mail must stand beside the subject, or both without one. */
function hasFormOfNotice(mail: ReadMail, subject: boolean): boolean {
  if (subject) return isPerhapsDaemon(mail) || hasNullSender(mail) || hasReturned(mail)
  return hasNullSender(mail) && hasReturned(mail)
}

const isReportOfDelivery = (mail: ReadMail) =>
  mail.root.contentType === 'multipart/report' && /^delivery-status/i.test(mail.root.parameters['report-type'] ?? 'delivery-status')

/** Amazon SES by SNS: JSON in the text. */
const isCloudNotice = (mail: ReadMail) =>
  mail.text.trimStart().startsWith('{') && /notificationType\\?"\s?:\s?\\?"Bounce/.test(mail.text.slice(0, 20_000))

/** Mailing-list servers of old refuse who is no member. */
const isListRefusal = (mail: ReadMail) =>
  headerValue(mail.headers, 'x-mlserver') !== undefined && /not (?:a )?member|reject|unknown|error|forbid|unsafe/i.test(mail.subject)

function isFromDaemon(mail: ReadMail): boolean {
  const sender = mail.from[0]
  const returnPath = (headerValue(mail.headers, 'return-path') ?? '').slice(0, 300).replace(/^[\s<]{1,9}/, '')
  return daemonSenders.test(sender?.address ?? '') || daemonNames.test(sender?.name ?? '') || daemonSenders.test(returnPath)
}

const isPerhapsDaemon = (mail: ReadMail) => perhapsDaemons.test(mail.from[0]?.address ?? '')

/** Null reverse path, as bounces must have (RFC 5321 §4.5.5). */
const hasNullSender = (mail: ReadMail) => /^\s*<\s*>\s*$/.test(headerValue(mail.headers, 'return-path') ?? 'x')

/** The mail that came back stands inside: attached, or copied with its headers. */
function hasReturned(mail: ReadMail): boolean {
  const attached = [...ownParts(mail.root)].some((part) => returnedTypes.has(part.contentType))
  return attached || /^(?:received|message-id|return-path): /im.test(mail.text.slice(0, 20_000))
}
export const returnedTypes: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'text/rfc822',
  'message/rfc822-headers',
  'message/partial',
])
