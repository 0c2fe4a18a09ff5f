import { Problem } from '@postakte/shared/model/problem'
import type { ImapFlow } from 'imapflow'
import type { Mailbox } from '../../../mailboxes/mailboxes'

/** Only what is safely kept is touched on the IMAP server, and only those UIDs. */
export async function markOrMove(client: ImapFlow, mailbox: Mailbox, uids: readonly number[]): Promise<void> {
  const range = uids.join(',')
  if (mailbox.afterwards === 'read') await client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
  if (mailbox.afterwards === 'move' && mailbox.moveTo !== null) await moveMails(client, range, mailbox.moveTo)
}

/** Without MOVE and UIDPLUS a server can only expunge all that is marked as deleted, also by others: then we move nothing (A15). */
async function moveMails(client: ImapFlow, range: string, target: string): Promise<void> {
  if (!client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS')) throw new Problem('mailbox-cannot-move', { target })
  const moved = await client.messageMove(range, target, { uid: true })
  if (moved) return
  await client.mailboxCreate(target)
  if (!(await client.messageMove(range, target, { uid: true }))) throw new Problem('mailbox-move', { target, reason: 'MOVE' })
}
