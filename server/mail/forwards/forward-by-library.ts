import { baseSubject } from '@postakte/shared/mail/subject'
import EmailForwardParser from 'email-forward-parser'
import type { Address } from '../read-mail'
import type { InlineForward } from '../understanding'
import { fenced } from './fenced'
import type { Hint } from './find-forward'
import { forwardDate } from './forward-date'

const parser = new EmailForwardParser()

/**
 * email-forward-parser as a fall-back, fenced: it is quadratic in long lines, and a subject that does not begin with its
 * own prefixes makes it say "no". So first with a cleaned subject, then without.
 */
export function forwardByLibrary(text: string, subject: string, hint: Hint): InlineForward | null {
  if (hint === 'reply' || hint === 'other' || !text.includes('@')) return null
  const tame = fenced(text)
  return (hint === 'forward' ? read(tame, `Fwd: ${baseSubject(subject)}`) : null) ?? read(tame, undefined)
}

function read(text: string, subject: string | undefined): InlineForward | null {
  const { forwarded, message, email } = parser.read(text, subject)
  if (!forwarded || !email.from.address) return null
  const { date, precision } = forwardDate(email.date ?? '')
  return {
    from: addressOf(email.from),
    to: [email.to ?? []].flat().map(addressOf),
    cc: [email.cc ?? []].flat().map(addressOf),
    subject: email.subject ?? '',
    date,
    datePrecision: precision,
    body: email.body ?? '',
    comment: message ?? '',
    client: 'library',
  }
}

const addressOf = (one: { address: string | null; name: string | null }): Address => ({
  address: one.address ?? '',
  name: one.name ?? '',
})
