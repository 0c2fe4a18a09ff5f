import { bytesOfBase64 } from '@postakte/panel/host/bytes'
import type { Waiting } from '@postakte/panel/outbox/outbox'
import type { SentWork, SourceNow, Work } from '@postakte/panel/outbox/work'
import { Problem } from '@postakte/shared/model/problem'
import { sourceByMessageId } from '../mail/source'
import { type MailTag, setTag } from '../mail/tag'
import { forgetCards } from './cards'
import { lookAgain } from './look-again'
import { parts } from './parts'

/** A mail that was filed before the background fell asleep: Thunderbird still has it. */
export function sourceLater(work: Work): SourceNow | undefined {
  if (work.kind === 'call' || work.head === null) return undefined
  const { messageId } = work.head
  return async () => {
    const source = work.kind === 'sent' ? await sourceOfSent(work) : await sourceByMessageId(messageId)
    if (source === null) throw new Problem('outbox-needs-mail')
    return source
  }
}

/** Milliseconds in which Thunderbird will know the copy, once it has looked into "Sent": it may be offline for a weekend. */
const awaited = 7 * 24 * 60 * 60_000
const moments = 10

/** The copy in "Sent", which Thunderbird may know only later; where it keeps none, what it told when it sent. */
async function sourceOfSent({ head, rebuilt }: SentWork): Promise<Uint8Array | null> {
  const age = Date.now() - Date.parse(head.sentAt)
  for (let attempt = 0; attempt < (age < 60_000 ? moments : 1); attempt++) {
    if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 500))
    const source = await sourceByMessageId(head.messageId)
    if (source !== null) return source
  }
  if (rebuilt === null && age < awaited) throw new Problem('host-no-answer')
  return rebuilt === null ? null : bytesOfBase64(rebuilt)
}

/** What had waited is with the server now: the list and the open mails show it. */
export async function mailSent({ work }: Waiting, result: unknown): Promise<void> {
  forgetCards()
  await tagMailOf(work, result === null ? null : 'filed').catch(() => {})
  await lookAgain()
}

/** In the list, wherever the mail lies. */
export async function tagMailOf(work: Work, state: MailTag | null): Promise<void> {
  if (work.kind === 'call' || work.head === null) return
  const { texts } = await parts()
  const { messages } = await messenger.messages.query({ headerMessageId: work.head.messageId })
  for (const { id } of messages) await setTag(id, state, texts.language)
}
