import { Problem } from '@postakte/shared/model/problem'
import type { ApiParts, BeginTransaction } from '../http/api/call'
import type { Me } from '../users/me'
import { loadLine } from './load'
import { mailLineOf } from './mail-line'

/**
 * Takes in a mail that a user's program brings: as one of the ways in which a mail is seen, never as a proof of its sender. The
 * answer says nothing of whether others had it before.
 */
export async function handOver({ intake }: ApiParts, me: Me, bytes: Uint8Array, transaction: BeginTransaction) {
  if (bytes.byteLength === 0) throw new Problem('mail-empty')
  const taken = await intake.takeIn({
    source: 'panel',
    mailboxId: null,
    userId: me.id,
    folder: `user:${me.id}`,
    uidValidity: null,
    uid: null,
    receivedAt: new Date(),
    bytes,
  })
  if (taken === 'busy') throw new Problem('server-busy')
  if (taken === 'unreadable') throw new Problem('mail-unreadable', { reason: 'quarantine' })
  return transaction(async (tx) => {
    tx.journal({ action: 'mail.hand-over', kind: 'mail', recordId: taken.mailId })
    return mailLineOf(await loadLine(tx, me, taken.mailId))
  })
}
