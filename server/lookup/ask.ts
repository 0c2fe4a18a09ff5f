import type { lookupRoutes } from '@postakte/shared/api/lookup'
import type { BodyOf } from '@postakte/shared/api/route'
import { domainOf, withoutPlusTag } from '@postakte/shared/mail/address'
import { freeMailDomains } from '@postakte/shared/mail/free-mail'
import { baseSubject } from '@postakte/shared/mail/subject'
import { tagsIn } from '@postakte/shared/mail/tags'
import type { Own } from '../intake/pipeline/decision'
import { isOwnAddress } from '../intake/pipeline/trust'

type OpenMail = BodyOf<typeof lookupRoutes.lookUpMail>
type Role = OpenMail['people'][number]['role']

interface OnMail {
  readonly address: string
  readonly name: string
  readonly role: Role
}

/** What the database is asked of an open mail: parsed, normalised, and whose the mail is already decided. `keyOf`: null where nobody says what he reads. */
export function askOf(mail: OpenMail, own: Own, keyOf: ((messageId: string) => string) | null): Record<string, unknown> {
  const ids = distinct(mail.messageIds).slice(0, 20)
  const people = mail.people.flatMap(({ address, ...rest }) => (address === null ? [] : [{ address, ...rest }]))
  const isOurs = ({ address }: OnMail) => address === mail.mailbox || isOwnAddress(own, address)
  const from = people.find(({ role }) => role === 'from')
  const main = mainOf(people, from, isOurs)
  const { customerNumbers, caseTags } = tagsIn(mail.subject)
  return {
    ids,
    keys: keyOf && ids.map(keyOf),
    thread: distinct(mail.thread).slice(0, 32),
    from: from?.address ?? null,
    sentAt: mail.sentAt !== null && Date.parse(mail.sentAt) > 0 ? mail.sentAt : null,
    title: baseSubject(mail.subject),
    people: [...main.map((one) => ({ ...one, main: true })), ...others(people, main, isOurs).map((one) => ({ ...one, main: false }))]
      .flatMap(withPlain)
      .map((one, at) => ({ ...one, at })),
    numbers: customerNumbers.slice(0, 5),
    tags: caseTags.filter(({ check }) => check !== null).slice(0, 5),
    domain: companyDomain(main),
    contact: mail.contactId,
    known: mail.known,
  }
}

/** As filing sees it (intake/pipeline/clues.ts): the sender of an incoming mail; the outside recipients of one of ours, To, else Cc, else Bcc. */
function mainOf(people: readonly OnMail[], from: OnMail | undefined, isOurs: (one: OnMail) => boolean): readonly OnMail[] {
  if (from !== undefined && !isOurs(from)) return [from]
  const outside = (role: Role) => people.filter((one) => one.role === role && !isOurs(one))
  return (['to', 'cc', 'bcc'] as const).map(outside).find((list) => list.length > 0) ?? []
}

const others = (people: readonly OnMail[], main: readonly OnMail[], isOurs: (one: OnMail) => boolean) =>
  people.filter((one) => !main.includes(one) && !isOurs(one)).slice(0, 50)

/** name+tag@domain is name@domain to most, too. */
const withPlain = <T extends OnMail>(one: T): readonly T[] => {
  const plain = withoutPlusTag(one.address)
  return plain === null ? [one] : [one, { ...one, address: plain }]
}

/** The one domain of those it is about, unless everybody may have an address there. */
function companyDomain(main: readonly OnMail[]): string | null {
  const domains = distinct(main.map(({ address }) => domainOf(address)))
  return domains.length === 1 && !freeMailDomains.has(domains[0]!) ? domains[0]! : null
}

const distinct = (list: readonly (string | null)[]): string[] => [...new Set(list.flatMap((one) => one ?? []))]
