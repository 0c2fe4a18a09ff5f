import EmailForwardParser from 'email-forward-parser'
import type { Address } from '../read-mail'
import type { InlineForward } from '../understanding'
import { fenced } from './fenced'
import type { Hint } from './find-forward'
import { forwardDate } from './forward-date'

const parser = new EmailForwardParser()

/**
 * email-forward-parser as a net below our own rules, fenced: it is quadratic in long lines. It is asked without the subject,
 * so that it needs a separator that it knows: told of a forward it takes any line "From:" of the text for the sender.
 */
export function forwardByLibrary(text: string, hint: Hint): InlineForward | null {
  if ((hint !== 'forward' && hint !== 'empty') || !text.includes('@')) return null
  const { forwarded, message, email } = parser.read(fenced(text))
  if (!forwarded || !email.from.address || !email.subject) return null
  const { date, precision } = forwardDate(email.date ?? '')
  return {
    from: addressOf(email.from),
    to: [email.to ?? []].flat().map(addressOf),
    cc: [email.cc ?? []].flat().map(addressOf),
    subject: email.subject,
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
