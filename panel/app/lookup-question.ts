import type { ReadMail } from '../host/mail-host'

/** What the server is asked of the open mail. `known`: validator of the card that is shown already. */
export const questionOf = (
  { messageId, thread, people, subject, sentAt, mailbox }: Omit<ReadMail, 'kind'>,
  contactId: string | null,
  known: string | null,
) => ({
  messageIds: messageId === null ? [] : [messageId],
  thread: thread.slice(0, 100),
  people: people.slice(0, 200).map((one) => ({ ...one })),
  subject,
  sentAt,
  mailbox,
  contactId,
  known,
})
