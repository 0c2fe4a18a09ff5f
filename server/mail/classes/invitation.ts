import { ownParts, textOfPart } from '../parts'
import type { MimePart, ReadMail } from '../read-mail'

/** Methods that ask, change or answer (RFC 5546 §1.4); a calendar file without one is an attachment like any other. */
const methods = /^(?:request|cancel|reply|counter|declinecounter|refresh|add|publish)$/i

/** An appointment to answer: the mail carries a calendar with a method. */
export const isInvitation = (mail: ReadMail): boolean => [...ownParts(mail.root)].some(isRequest)

function isRequest(part: MimePart): boolean {
  if (part.contentType !== 'text/calendar') return false
  const method = part.parameters.method ?? /^METHOD:[ \t]{0,3}([A-Za-z]{3,20})/m.exec(textOfPart(part, 20_000))?.[1]
  return method !== undefined && methods.test(method.trim())
}
