import { normalAddress } from '@postakte/shared/mail/address'
import { readAddresses } from '../../../mail/addresses'
import { headerValue } from '../../../mail/headers'
import type { Address, ReadMail } from '../../../mail/read-mail'
import type { Hop, Own } from '../decision'
import { isOwnAddress, type SenderCheck } from '../trust'

export interface Rewritten {
  readonly sender: Address
  readonly hop: Hop
}

/**
 * A list or group of ours that wrote itself into the From ("Anna Huber via Service"): the sender stands in X-Original-From,
 * X-Original-Sender, or, with List-Id and a "via" in the name, in Reply-To. Of outsiders nothing of this is believed.
 */
export function rewrittenSender(mail: ReadMail, check: SenderCheck, own: Own): Rewritten | null {
  const list = mail.from[0]
  if (!list || check.trust < 2 || !isOwnAddress(own, normalAddress(list.address) ?? '')) return null
  const sender = originalOf(mail, list)
  if (!sender || isOwnAddress(own, normalAddress(sender.address) ?? '')) return null
  const name = sender.name || list.name.replace(viaList, '$1')
  return { sender: { address: sender.address, name }, hop: { kind: 'list', by: list, dateUtc: mail.date?.utc ?? null, comment: '' } }
}

const viaList = /^["']?(.*?)["']?\s+(?:via|über|durch)\s.*$/iu

function originalOf(mail: ReadMail, list: Address): Address | undefined {
  const named = headerValue(mail.headers, 'x-original-from') ?? headerValue(mail.headers, 'x-original-sender')
  if (named !== undefined) return readAddresses(named, 2).addresses.find(({ address }) => normalAddress(address) !== null)
  const isList = headerValue(mail.headers, 'list-id') !== undefined && viaList.test(list.name)
  return isList ? mail.replyTo.find(({ address }) => normalAddress(address) !== normalAddress(list.address)) : undefined
}
