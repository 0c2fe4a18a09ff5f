import { baseSubject, isForwardSubject, isReplySubject } from '@postakte/shared/mail/subject'
import EmailForwardParser from 'email-forward-parser'
import { htmlToText } from '../html-text'
import type { Address, ReadMail } from '../read-mail'
import type { InlineForward } from '../understanding'
import { fenced } from './fenced'
import { forwardDate } from './forward-date'
import { readHeaderBlock } from './header-block'

const parser = new EmailForwardParser()

/**
 * The mail that a person forwarded inline, or null. Text first, then text made from the HTML; the header block is read by
 * our own rules where the subject says that it is a forward, and by email-forward-parser where its separators are known.
 */
export function readForward(mail: ReadMail): InlineForward | null {
  const texts = [
    mail.text,
    ...(mail.textFrom === 'plain' && mail.html !== '' && isForwardSubject(mail.subject)
      ? [htmlToText(mail.html, 500_000)]
      : []),
  ]
  for (const text of texts) {
    const forward = forwardIn(fenced(text), mail.subject)
    if (forward) return forward
  }
  return null
}

function forwardIn(text: string, subject: string): InlineForward | null {
  if (!mayHoldForward(text)) return null
  if (isForwardSubject(subject))
    return byParser(text, subject) ?? byParser(text, undefined) ?? readHeaderBlock(text)
  return isReplySubject(subject) && !saysForwarded.test(text) ? null : byParser(text, undefined)
}

/** Below "Re:" or "AW:" only an explicit line makes a forward; "On … wrote:" is then a quote. */
const saysForwarded =
  /^[>\s*]*(?:-{4,}\s?\S.{0,60}?\S?\s?-{4,}|begin forwarded message|anfang der weitergeleiteten|début du message)/im

/** Cheap look before the costly one: some line with a colon and an address or a separator. */
const mayHoldForward = (text: string) => text.includes('@') || text.includes('---')

function byParser(text: string, subject: string | undefined): InlineForward | null {
  const result = parser.read(text, subject === undefined ? undefined : `Fwd: ${baseSubject(subject)}`)
  if (!result.forwarded) return null
  const email = result.email
  const { date, precision } = forwardDate(email.date ?? '')
  return {
    from: addressOf(email.from),
    to: [email.to ?? []].flat().map(addressOf),
    cc: [email.cc ?? []].flat().map(addressOf),
    subject: email.subject ?? (subject === undefined ? '' : baseSubject(subject)),
    date,
    datePrecision: precision,
    body: email.body ?? '',
    comment: result.message ?? '',
    client: 'separator',
  }
}

const addressOf = (one: { address: string | null; name: string | null }): Address => ({
  address: one.address ?? '',
  name: one.name ?? '',
})
