import { ownParts } from '../parts'
import type { ReadMail } from '../read-mail'

/** A receipt that the mail was shown, or not (message disposition notification, RFC 8098). */
export function isReceipt(mail: ReadMail): boolean {
  const type = mail.root.contentType === 'multipart/report' ? (mail.root.parameters['report-type'] ?? '') : ''
  return type.toLowerCase() === 'disposition-notification' || [...ownParts(mail.root)].some(isNotification)
}

const isNotification = ({ contentType }: { readonly contentType: string }) =>
  contentType === 'message/disposition-notification' || contentType === 'message/global-disposition-notification'
