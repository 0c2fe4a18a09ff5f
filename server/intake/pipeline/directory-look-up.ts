import { domainOf, normalAddress, normalDomain, withoutPlusTag } from '@postakte/shared/mail/address'
import { freeMailDomains } from '@postakte/shared/mail/free-mail'
import { normalMessageId } from '@postakte/shared/mail/message-id'
import { plainNumber } from '@postakte/shared/mail/tags'
import type { Directory } from '@postakte/shared/model/directory'
import type { Clues, Known, KnownContact, KnownMail, KnownOpportunity, Own, Target } from './decision'
import { plainName } from './plain-name'
import { nameAlone } from './rules/by-name-alone'

const pushed = <T>(map: Map<string, T[]>, key: string | null, value: T) => {
  if (key !== null) map.set(key, [...(map.get(key) ?? []), value])
}

/** Who we are, out of a directory file. */
export function ownOf(directory: Directory, tagKey: string): Own {
  const addresses = (list: readonly string[]) => new Set(list.flatMap((one) => normalAddress(one) ?? []))
  return {
    domains: new Set(directory.own.domains.flatMap((one) => normalDomain(one) ?? [])),
    addresses: new Set([...addresses(directory.own.addresses), ...addresses(directory.own.forwarding)]),
    forwarding: addresses(directory.own.forwarding),
    authservIds: new Set(directory.own.authservIds.map((one) => one.toLowerCase())),
    tagKey,
  }
}

/** Answers the clues of a mail out of a directory in memory, once indexed. */
export function directoryLookUp(directory: Directory): (clues: Clues) => Known {
  const known = index(directory)
  return (clues) => ({
    ...known,
    byAddress: new Map(clues.outside.map(({ address }) => [address, byAddress(known.byAddress, address)])),
    byName: byName(directory, known, nameAlone(clues)),
  })
}

/** Exact first; name+tag@ is the same person where nobody has the tagged address itself. */
function byAddress(map: ReadonlyMap<string, readonly KnownContact[]>, address: string): readonly KnownContact[] {
  const plain = withoutPlusTag(address)
  return map.get(address) ?? (plain === null ? [] : (map.get(plain) ?? []))
}

function byName(directory: Directory, { contacts }: Known, name: string | null): Known['byName'] {
  if (name === null) return new Map()
  const named = directory.contacts.filter((one) => plainName(one.name) === plainName(name))
  return new Map([[name, named.map(({ id }) => contacts.get(id)!)]])
}

function index(directory: Directory): Known {
  const contacts = new Map(
    directory.contacts.map((one): [string, KnownContact] => [
      one.id,
      {
        id: one.id,
        kind: one.kind,
        number: one.number ?? null,
        name: one.name,
        company: one.company ?? null,
        active: one.active,
      },
    ]),
  )
  const byAddress = new Map<string, KnownContact[]>()
  const domains = new Map<string, Set<string>>()
  for (const one of directory.contacts) {
    const roles = new Set(one.roleAddresses.map(normalAddress))
    for (const address of new Set([...one.addresses, ...one.roleAddresses].map(normalAddress))) {
      if (address === null) continue
      pushed(byAddress, address, {
        ...contacts.get(one.id)!,
        ...(roles.has(address) ? { viaRoleAddress: true } : {}),
      })
      const company = one.kind === 'company' ? one.id : (one.company ?? one.id)
      domains.set(domainOf(address), new Set([...(domains.get(domainOf(address)) ?? []), company]))
    }
  }
  return {
    byAddress,
    byName: new Map(),
    byNumber: new Map([...contacts.values()].flatMap((one) => (one.number ? [[plainNumber(one.number), one] as const] : []))),
    contacts,
    casesByNumber: new Map(directory.cases.map((one) => [plainNumber(one.number), { ...one, contact: one.contact ?? null }])),
    cases: new Map(directory.cases.map((one) => [one.id, { ...one, contact: one.contact ?? null }])),
    mails: mailsOf(directory),
    opportunities: opportunitiesByContact(directory),
    companyByDomain: new Map([...domains].flatMap(([domain, companies]) => companyOf(domain, companies, contacts))),
    memory: memoryOf(directory),
  }
}

function mailsOf(directory: Directory): Known['mails'] {
  const map = new Map<string, KnownMail[]>()
  for (const { messageId, direction, filedUnder } of directory.mails) {
    const id = normalMessageId(messageId)
    if (id !== null) pushed(map, id, { messageId: id, direction, filedUnder: filedUnder.map((target) => targetOf(target, directory)) })
  }
  return map
}

function companyOf(domain: string, companies: ReadonlySet<string>, contacts: ReadonlyMap<string, KnownContact>): [string, KnownContact][] {
  const [only] = companies
  const company = companies.size === 1 && only !== undefined ? contacts.get(only) : undefined
  return company && company.kind === 'company' && company.active && !freeMailDomains.has(domain) ? [[domain, company]] : []
}

function targetOf(id: string, directory: Directory): Target {
  const kind = directory.cases.some((one) => one.id === id)
    ? 'case'
    : directory.opportunities.some((one) => one.id === id)
      ? 'opportunity'
      : 'contact'
  return { kind, id }
}

function opportunitiesByContact(directory: Directory): Known['opportunities'] {
  const map = new Map<string, KnownOpportunity[]>()
  for (const one of directory.opportunities) {
    const opportunity = { ...one, contact: one.contact ?? null }
    for (const id of new Set([...(one.contact ? [one.contact] : []), ...one.people])) pushed(map, id, opportunity)
  }
  return map
}

function memoryOf(directory: Directory): Known['memory'] {
  const map = new Map<string, { target: Target; times: number }[]>()
  for (const { address, target, times } of directory.memory)
    pushed(map, normalAddress(address), { target: targetOf(target, directory), times })
  return map
}
