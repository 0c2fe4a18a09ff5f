import { readAddresses } from '../../../mail/addresses'
import { readDate } from '../../../mail/dates'
import { headerValue } from '../../../mail/headers'
import type { ReadMail } from '../../../mail/read-mail'
import type { Hop } from '../decision'

/** Resent-* (RFC 5322 §3.6.6): the From is right already, the redirect is a hop. */
export function redirectHop(mail: ReadMail): Hop[] {
  const by = headerValue(mail.headers, 'resent-from') ?? headerValue(mail.headers, 'x-ms-exchange-inbox-rules-loop')
  if (by === undefined) return []
  return [
    {
      kind: 'redirect',
      by: readAddresses(by, 1).addresses[0] ?? null,
      dateUtc: readDate(headerValue(mail.headers, 'resent-date'))?.utc ?? null,
      comment: '',
    },
  ]
}
