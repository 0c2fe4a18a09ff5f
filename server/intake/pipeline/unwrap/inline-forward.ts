import { normalAddress } from '@postakte/shared/mail/address'
import { forwardInside } from '../../../mail/forwards/forward'
import type { ReadMail } from '../../../mail/read-mail'
import type { InlineForward, Understanding } from '../../../mail/understanding'
import type { Hop, Own } from '../decision'
import { isOwnAddress } from '../trust'

export interface UnwrappedInline {
  readonly forward: InlineForward
  readonly dateUtc: string | null
  readonly hops: readonly Hop[]
}

/** The outermost forwarded block whose sender is not one of us; blocks of colleagues on the way are hops. */
export function inlineForward(mail: ReadMail, understanding: Understanding, own: Own): UnwrappedInline | null {
  if (!understanding.forward) return null
  const hops: Hop[] = [
    {
      kind: 'inline-forward',
      by: mail.from[0] ?? null,
      dateUtc: mail.date?.utc ?? null,
      comment: understanding.forward.comment,
    },
  ]
  let forward = understanding.forward
  for (let layer = 0; layer < 5 && isOurs(forward, own); layer++) {
    const inner = forwardInside(
      forward.body
        .split('\n')
        .map((line) => line.replace(/^>\s?/, ''))
        .join('\n'),
    )
    if (!inner) break
    hops.push({
      kind: 'inline-forward',
      by: forward.from,
      dateUtc: originalDate(forward, mail),
      comment: inner.comment,
    })
    forward = inner
  }
  return { forward, dateUtc: originalDate(forward, mail), hops }
}

const isOurs = (forward: InlineForward, own: Own) => isOwnAddress(own, normalAddress(forward.from.address) ?? '')

/** No zone in the block: the forwarder's own zone counts. Never later than the forward itself (plus five minutes). */
export function originalDate(forward: InlineForward, mail: ReadMail): string | null {
  if (!forward.date) return mail.date?.utc ?? null
  const zone = forward.date.offsetMinutes ?? mail.date?.offsetMinutes ?? 0
  const millis = Date.parse(forward.date.utc) - (forward.date.offsetMinutes === null ? zone * 60_000 : 0)
  const latest = mail.date ? Date.parse(mail.date.utc) + 5 * 60_000 : Number.POSITIVE_INFINITY
  return new Date(Math.min(millis, latest)).toISOString()
}
