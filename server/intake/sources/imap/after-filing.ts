import { Problem } from '@postakte/shared/model/problem'
import type { ImapFlow } from 'imapflow'
import type { Mailbox } from '../../../mailboxes/mailboxes'

/** Only what is safely kept is touched on the IMAP server, and only those UIDs. Gives what keeps them from it, null when nothing does. */
export async function markOrMove(client: ImapFlow, mailbox: Mailbox, uids: readonly number[]): Promise<Problem | null> {
  const range = uids.join(',')
  if (mailbox.afterwards === 'read') return mark(client, mailbox, range)
  if (mailbox.afterwards === 'move' && mailbox.moveTo !== null) return moveMails(client, mailbox, range, mailbox.moveTo)
  return null
}

async function mark(client: ImapFlow, { name, folder, login }: Mailbox, range: string): Promise<Problem | null> {
  const { done, code } = await withCode(client, () => client.messageFlagsAdd(range, ['\\Seen'], { uid: true }))
  return done ? null : new Problem('mailbox-mark', { name, folder, login, reason: code || 'STORE' })
}

/** Without MOVE and UIDPLUS a server can only expunge all that is marked as deleted, also by others: then we move nothing (A15). */
async function moveMails(client: ImapFlow, { name }: Mailbox, range: string, target: string): Promise<Problem | null> {
  if (!client.capabilities.has('MOVE') && !client.capabilities.has('UIDPLUS')) return new Problem('mailbox-cannot-move', { target })
  const move = () => withCode(client, () => client.messageMove(range, target, { uid: true }))
  const first = await move()
  if (first.done) return null
  if (isFull(first.code)) return new Problem('mailbox-move-full', { name, target, reason: first.code })
  const created = await withCode(client, () => client.mailboxCreate(target).catch(() => false))
  const { done, code } = await move()
  if (done) return null
  if (isFull(code)) return new Problem('mailbox-move-full', { name, target, reason: code })
  return new Problem('mailbox-move', { target, reason: code || created.code || 'MOVE' })
}

/** RFC 5530 says OVERQUOTA; some say QUOTA. */
const isFull = (code: string): boolean => /^(?:OVER)?QUOTA/.test(code)

/** imapflow swallows a refusal of these commands; its code is heard in passing. */
async function withCode(client: ImapFlow, command: () => Promise<unknown>): Promise<{ done: boolean; code: string }> {
  let code = ''
  const hear = (answer: { response: string; code?: string | undefined }) => {
    if (answer.response !== 'OK') code = (answer.code ?? '').toUpperCase()
  }
  client.on('response', hear)
  try {
    return { done: Boolean(await command()), code }
  } finally {
    client.off('response', hear)
  }
}
