import { Problem } from '@postakte/shared/model/problem'
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { Cursor, Mailbox } from '../../../mailboxes/mailboxes'
import type { Arrival } from '../../arrival'

/** A mail as the folder lists it. */
export interface Listed {
  readonly uid: number
  readonly size: number
  /** It came with the list. */
  readonly arrival?: Arrival
}

/** Bytes and mails of one group: fetched, kept in one transaction, then marked or moved. */
const groupBytes = 2 * 1024 * 1024
const groupMails = 100
/** A larger one is not asked for before its size is known. */
const nextBytes = 256 * 1024

/** Opens the folder and gives its UIDVALIDITY: 32 bits and not 0 (RFC 3501 §2.3.1.1), or nothing there can be told apart (A10). */
export async function openFolder(client: ImapFlow, { name, folder }: Pick<Mailbox, 'name' | 'folder'>, options = {}): Promise<bigint> {
  const uidValidity: bigint | undefined = (await client.mailboxOpen(folder, options)).uidValidity
  if (!uidValidity || uidValidity >= 2n ** 32n)
    throw new Problem('mailbox-uidvalidity', { name, folder, reason: `UIDVALIDITY ${uidValidity ?? '?'}` })
  return uidValidity
}

export const uidOf = ({ uid }: Listed): number => uid

/** UIDs from `from` on with their sizes. `n:*` also gives the last mail when there is none from n on. */
export async function list(client: ImapFlow, from: number): Promise<Listed[]> {
  const listed: Listed[] = []
  for await (const { uid, size } of client.fetch(`${from}:*`, { uid: true, size: true }, { uid: true }))
    if (uid >= from) listed.push({ uid, size: size ?? 0 })
  return listed.sort((one, other) => one.uid - other.uid)
}

/**
 * The newest mail, listed and fetched in one round trip, when it is small and the very next one: what most notices are about. Null:
 * the folder is to be listed.
 */
export async function fetchNext(client: ImapFlow, mailbox: Place, { uidValidity, uid }: Cursor): Promise<Listed | null> {
  const message = await client.fetchOne('*', { uid: true, size: true, internalDate: true, source: { start: 0, maxLength: nextBytes } })
  if (!message || BigInt(message.uid) !== uid + 1n || !message.source || message.size !== message.source.length) return null
  return { uid: message.uid, size: message.size, arrival: arrivalOf(message, message.source, mailbox, uidValidity) }
}

export function* groups(listed: readonly Listed[]): Generator<readonly Listed[]> {
  let group: Listed[] = []
  let bytes = 0
  for (const one of listed) {
    if (group.length > 0 && (bytes + one.size > groupBytes || group.length >= groupMails)) {
      yield group
      group = []
      bytes = 0
    }
    group.push(one)
    bytes += one.size
  }
  if (group.length > 0) yield group
}

type Place = Pick<Mailbox, 'id' | 'folder'>

/** A literal that was cut short is not kept: its length must be what the server said (reliability A07). */
export async function fetchGroup(client: ImapFlow, mailbox: Place, uidValidity: bigint, group: readonly Listed[]): Promise<Arrival[]> {
  const arrivals = group.flatMap(({ arrival }) => arrival ?? [])
  if (arrivals.length === group.length) return arrivals
  const asked = new Set(group.map(uidOf))
  for await (const message of client.fetch(
    [...asked].join(','),
    { uid: true, size: true, internalDate: true, source: true },
    { uid: true },
  )) {
    if (!message.source || !asked.has(message.uid)) continue
    if (message.size !== undefined && message.source.length !== message.size)
      throw new Error(`mail ${message.uid} came with ${message.source.length} of ${message.size} bytes`)
    arrivals.push(arrivalOf(message, message.source, mailbox, uidValidity))
  }
  return arrivals
}

const arrivalOf = ({ uid, internalDate }: FetchMessageObject, bytes: Buffer, { id, folder }: Place, uidValidity: bigint): Arrival => ({
  source: 'imap',
  mailboxId: id,
  folder,
  uidValidity,
  uid: BigInt(uid),
  receivedAt: dateOf(internalDate),
  bytes,
})

function dateOf(date: Date | string | undefined): Date {
  const parsed = date === undefined ? new Date() : new Date(date)
  return Number.isNaN(parsed.getTime()) ? new Date() : parsed
}
