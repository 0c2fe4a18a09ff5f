import { isForwardSubject } from '@postakte/shared/mail/subject'
import { ownParts } from '../../../mail/parts'
import { readMail } from '../../../mail/read'
import type { MimePart, ReadMail } from '../../../mail/read-mail'
import type { Understanding } from '../../../mail/understanding'

const messageParts = (mail: ReadMail): MimePart[] =>
  [...ownParts(mail.root)].filter((part) => part.contentType === 'message/rfc822' && part.children.length > 0)

/** The one mail in a journal report; null when there is none or several. */
export function attachedMail(mail: ReadMail): ReadMail | null {
  const parts = messageParts(mail)
  return parts.length === 1 ? readMail(parts[0]!.decoded()) : null
}

/** Forwarded as an attachment: one attached mail, and a forward's subject or hardly any text of the forwarder's. */
export function forwardedAttachment(mail: ReadMail, understanding: Understanding): ReadMail | null {
  if (understanding.class === 'bounce' || understanding.class === 'receipt') return null
  const parts = messageParts(mail)
  if (parts.length === 0) return emlAttachment(mail)
  if (parts.length > 1) return null
  return isForwardSubject(mail.subject) || understanding.visibleReply.length < 400 ? readMail(parts[0]!.decoded()) : null
}

/** Some clients attach the mail as a file *.eml of type application/octet-stream. */
function emlAttachment(mail: ReadMail): ReadMail | null {
  const files = mail.attachments.filter((file) => file.origin === 'part' && /\.eml$/i.test(file.filename ?? ''))
  if (files.length !== 1 || mail.attachments.length !== 1) return null
  const inner = readMail(files[0]!.content())
  return inner.from.length > 0 ? inner : null
}
