import { officeCall } from './office-call'
import type { ReadItem } from './open-item'

/** One for all that Postakte says over a mail: the next takes its place. */
const key = 'postakte'
/** Outlook refuses longer ones. */
const longest = 150

/** A line over the mail, until another one is opened: who has closed the pane sees it, too. Null takes it away. */
export async function showNotice({ notificationMessages }: ReadItem, text: string | null): Promise<void> {
  if (text === null) return officeCall<void>((done) => notificationMessages.removeAsync(key, done))
  const message = text.length > longest ? `${text.slice(0, longest - 1)}…` : text
  const type = 'informationalMessage' as Office.MailboxEnums.ItemNotificationMessageType
  // The icon is the manifest's.
  await officeCall<void>((done) => notificationMessages.replaceAsync(key, { type, message, icon: 'Icon.16', persistent: false }, done))
}
