import type { ReadMail } from '../../mail/read-mail'
import { cluesIn } from './clues'
import { decide } from './decide'
import type { Clues, Decision, Known, Own, UnwrappedMail } from './decision'
import { rules } from './rules'
import { unwrap } from './unwrap/unwrap'

/** First half, from the mail alone: the mail that matters, and what of it can be looked up. */
export function cluesOf(mail: ReadMail, own: Own): { readonly unwrapped: UnwrappedMail; readonly clues: Clues } {
  const unwrapped = unwrap(mail, own)
  return { unwrapped, clues: cluesIn(unwrapped, mail, own) }
}

/** Second half, from the clues and what is known: the decision with its findings. */
export function decideOn(clues: Clues, known: Known): Decision {
  const findings = rules.flatMap((rule) => rule(clues, known))
  return decide(findings, clues, known)
}
