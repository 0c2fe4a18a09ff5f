import { normalAddress, normalDomain } from '@postakte/shared/mail/address'
import type { Query } from '../db/db'
import type { Own } from './pipeline/decision'

/** Who we are, as plain data. */
export interface PlainOwn {
  readonly domains: readonly string[]
  readonly addresses: readonly string[]
  readonly forwarding: readonly string[]
  readonly authservIds: readonly string[]
  readonly tagKey: string
  /** Absent: marks of privacy are not heeded. */
  readonly confidential?: readonly string[]
}

export function ownFromPlain(plain: PlainOwn): Own {
  const addresses = (list: readonly string[]) => list.flatMap((one) => normalAddress(one) ?? [])
  return {
    domains: new Set(plain.domains.flatMap((one) => normalDomain(one) ?? [])),
    addresses: new Set([...addresses(plain.addresses), ...addresses(plain.forwarding)]),
    forwarding: new Set(addresses(plain.forwarding)),
    authservIds: new Set(plain.authservIds.map((one) => one.toLowerCase())),
    tagKey: plain.tagKey,
    ...(plain.confidential === undefined ? {} : { confidential: { addresses: new Set(addresses(plain.confidential)) } }),
  }
}

interface OwnConfig {
  readonly POSTAKTE_OWN_DOMAINS: readonly string[]
  readonly POSTAKTE_OWN_ADDRESSES: readonly string[]
  readonly POSTAKTE_FORWARDING: readonly string[]
  readonly POSTAKTE_AUTHSERV_IDS: readonly string[]
  readonly POSTAKTE_PRIVATE_MAIL?: string
  readonly POSTAKTE_CONFIDENTIAL_ADDRESSES?: readonly string[]
  readonly secretKey: string
}

/** From the environment, with what an admin (or the demo world) stored in `settings`. */
export async function readOwn(db: Query, config: OwnConfig): Promise<PlainOwn> {
  const [row] = await db.query<{ value: Partial<PlainOwn> }>(`select value from settings where key = 'own'`)
  const stored = row?.value ?? {}
  return {
    domains: [...config.POSTAKTE_OWN_DOMAINS, ...(stored.domains ?? [])],
    addresses: [...config.POSTAKTE_OWN_ADDRESSES, ...(stored.addresses ?? [])],
    forwarding: [...config.POSTAKTE_FORWARDING, ...(stored.forwarding ?? [])],
    authservIds: [...config.POSTAKTE_AUTHSERV_IDS, ...(stored.authservIds ?? [])],
    tagKey: config.secretKey,
    ...(config.POSTAKTE_PRIVATE_MAIL === 'as-others'
      ? {}
      : { confidential: [...(config.POSTAKTE_CONFIDENTIAL_ADDRESSES ?? []), ...(stored.confidential ?? [])] }),
  }
}
