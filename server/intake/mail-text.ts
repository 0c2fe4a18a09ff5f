import { storable } from '../db/json'
import { cutText } from '../mail/limits'
import type { Address, ReadMail } from '../mail/read-mail'
import type { Own } from './pipeline/decision'
import { unwrap } from './pipeline/unwrap/unwrap'

/** What a mail can be found by, beside its subject. */
export interface MailText {
  /** Names and addresses of the people on it, and of its files. */
  readonly names: string
  /** What its writer wrote: no quotes; of a forwarded mail what was forwarded, too. */
  readonly text: string
}

const longestNames = 4_000
const longestText = 20_000

export function textOfMail(mail: ReadMail, own: Own): MailText {
  const { mail: inner, from, to, cc, hops, understanding } = unwrap(mail, own)
  const people = [from, ...to.slice(0, 20), ...cc.slice(0, 20), ...hops.flatMap(({ by }) => by ?? [])]
  const files = inner.attachments.slice(0, 50).map(({ filename }) => filename ?? '')
  const comments = hops.map(({ comment }) => comment)
  return {
    names: kept([...people.map(nameOf), ...files].filter((name) => name !== '').join(', '), longestNames),
    text: kept([understanding.visibleReply, understanding.forward?.body ?? '', ...comments].join('\n'), longestText),
  }
}

const nameOf = ({ name, address }: Address) => `${name} ${address}`.trim()

const kept = (text: string, most: number) => storable(cutText(text, most))
