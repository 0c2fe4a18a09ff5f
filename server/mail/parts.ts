import type { MimePart } from './read-mail'

/** All parts of the tree, outermost first. */
export function* partsOf(part: MimePart): Generator<MimePart> {
  yield part
  for (const child of part.children) yield* partsOf(child)
}

/** Parts of the mail itself: not those inside attached mails. */
export function* ownParts(part: MimePart): Generator<MimePart> {
  yield part
  if (part.contentType === 'message/rfc822' || part.contentType === 'message/global') return
  for (const child of part.children) yield* ownParts(child)
}

export const textOfPart = (part: MimePart, limit = 200_000): string => Buffer.from(part.decoded().subarray(0, limit)).toString('utf8')
