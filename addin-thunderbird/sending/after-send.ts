import { headOf, type MailHead } from '@postakte/panel/app/file-mail'
import { parts } from '../background/parts'
import { forgetDraftNote } from '../mail/draft-note'
import { readMail } from '../mail/read-mail'
import { setTag } from '../mail/tag'
import { waitUntilSent } from './later'
import { forget, type Pending, remembered } from './pending'
import { rebuilt } from './rebuilt'

/** The mail is sent: it is filed, now or when the server is back. */
export async function afterSend({ id: tabId }: Messenger.Tab, sent: Messenger.Sent): Promise<void> {
  const { error, headerMessageId, mode } = sent
  const copy = sent.messages[0]
  const pending = await remembered(tabId)
  const messageId = headerMessageId ?? copy?.headerMessageId
  if (pending === null || error !== undefined || !messageId) return forget(tabId)
  const { outbox, texts } = await parts()
  const { caseId, question, subject } = pending
  const head = await headNow(copy, messageId, pending)
  const work = { kind: 'sent', caseId, question, head, rebuilt: copy ? null : rebuilt(pending, messageId, head.sentAt) } as const
  const key = mode === 'sendLater' ? null : await outbox.put(work, subject)
  if (key === null) await waitUntilSent({ work, label: subject })
  await Promise.all([forget(tabId), forgetDraftNote(tabId)])
  // The others have their tag already (background/sent.ts).
  const waits = outbox.waiting.get().some((one) => one.key === key && one.refused === null)
  if (copy && waits) await setTag(copy.id, 'waiting', texts.language).catch(() => {})
}

/** As the copy in "Sent" says it; else as it was when it was sent. */
async function headNow(copy: Messenger.MessageHeader | undefined, messageId: string, { question, subject }: Pending): Promise<MailHead> {
  const head = copy && headOf(await readMail(copy))
  return head ?? { messageId, from: question.mailbox ?? '', sentAt: new Date().toISOString(), subject }
}
