import type { ReadMail } from '@postakte/panel/host/mail-host'
import type { Outbox } from '@postakte/panel/outbox/outbox'

/** Names of where the mail will be filed once the server is back. */
export const waitsFor = (outbox: Outbox, { messageId }: Pick<ReadMail, 'messageId'>): readonly string[] =>
  outbox.waiting
    .get()
    .filter(({ work, refused }) => refused === null && work.kind === 'file' && work.head !== null && work.head.messageId === messageId)
    .map(({ label }) => label)
