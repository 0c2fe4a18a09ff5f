import { normalAddress } from '@postakte/shared/mail/address'
import { normalMessageId } from '@postakte/shared/mail/message-id'
import { baseSubject } from '@postakte/shared/mail/subject'
import { tagsIn, withoutTags } from '@postakte/shared/mail/tags'
import { decodeWords } from '../../mail/encoded-words'
import { headerValue } from '../../mail/headers'
import type { Address, ReadMail } from '../../mail/read-mail'
import { privateMark } from '../private-mark'
import type { Clues, Direction, Own, Participant, UnwrappedMail } from './decision'
import { verifiedMessageId } from './signed-message-id'
import { conversationId } from './thread-index'
import { isOwnAddress } from './trust'

/** What of the mail can be looked up. `outer` is the mail as it arrived: a colleague's own tag in its subject counts, too. */
export function cluesIn(unwrapped: UnwrappedMail, outer: ReadMail, own: Own): Clues {
  const from = normalAddress(unwrapped.from.address)
  const outside = outsideOf(unwrapped, from, own)
  const tags = tagsIn(taggedSubject(unwrapped, outer))
  const thread = threadOf(unwrapped)
  return {
    class: unwrapped.understanding.class,
    marked: privateMark(outer.headers, own.confidential) ?? privateMark(unwrapped.mail.headers, own.confidential),
    direction: directionOf(from, outside, own),
    trust: unwrapped.trust,
    suspicious: unwrapped.suspicious,
    from: unwrapped.from,
    outside,
    customerNumbers: tags.customerNumbers,
    caseTags: tags.caseTags,
    thread,
    provenThread: thread.filter((id) => verifiedMessageId(id, own.tagKey)),
    bounce: unwrapped.understanding.bounce,
    subject: unwrapped.subject,
    baseSubject: withoutTags(baseSubject(unwrapped.subject)),
    messageId: normalMessageId(unwrapped.mail.messageId ?? ''),
  }
}

/** Subjects whose tags count: of the mail, and of the colleague who forwarded it. */
function taggedSubject(unwrapped: UnwrappedMail, outer: ReadMail): string {
  const subjects = outer.subject !== unwrapped.subject && unwrapped.trust >= 2 ? [unwrapped.subject, outer.subject] : [unwrapped.subject]
  return [unwrapped.mail, outer].some(breaksItsSubject) ? '' : subjects.join(' ')
}

/** A line break encoded into the subject is an attempt at further header lines: no tag of ours. */
const breaksItsSubject = ({ headers }: ReadMail) => /[\r\n\0]/.test(decodeWords(headerValue(headers, 'subject') ?? '').trim())

function directionOf(from: string | null, outside: readonly Participant[], own: Own): Direction {
  if (from === null || !isOwnAddress(own, from)) return 'in'
  return outside.length > 0 ? 'out' : 'internal'
}

/** The sender of an incoming mail; the outside recipients of one of ours: To, else Cc, else Bcc. */
function outsideOf(unwrapped: UnwrappedMail, from: string | null, own: Own): readonly Participant[] {
  if (unwrapped.understanding.bounce)
    return unwrapped.understanding.bounce.failedRecipients.flatMap((address) => participant({ address, name: '' }, 'failed', own))
  if (from === null || !isOwnAddress(own, from)) return from === null ? [] : [{ address: from, name: unwrapped.from.name, role: 'from' }]
  const to = unwrapped.to.flatMap((one) => participant(one, 'to', own))
  const cc = unwrapped.cc.flatMap((one) => participant(one, 'cc', own))
  const bcc = unwrapped.bcc.flatMap((one) => participant(one, 'bcc', own))
  return distinct(to.length > 0 ? to : cc.length > 0 ? cc : bcc)
}

function participant({ address, name }: Address, role: Participant['role'], own: Own): Participant[] {
  const key = normalAddress(address)
  return key === null || isOwnAddress(own, key) ? [] : [{ address: key, name, role }]
}

const distinct = (people: readonly Participant[]) => [...new Map(people.map((one) => [one.address, one])).values()].slice(0, 50)

/** In-Reply-To, then References newest first; the last 32. Where both are missing, Outlook's conversation (docs/filing.md). */
function threadOf({ mail, understanding }: UnwrappedMail): readonly string[] {
  const bounced = understanding.bounce?.originalMessageId
  const ids = [...(bounced ? [bounced] : []), ...mail.inReplyTo, ...[...mail.references].reverse()]
  const thread = [...new Set(ids.flatMap((id) => normalMessageId(id) ?? []))].slice(0, 32)
  return thread.length > 0 ? thread : [conversationId(mail.headers) ?? []].flat()
}
