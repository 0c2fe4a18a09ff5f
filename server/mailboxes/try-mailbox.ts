import { connect } from '../intake/sources/imap/connection'
import { mailboxProblem } from '../intake/sources/imap/problem'
import type { NewMailbox } from './mailboxes'

/** Signs in and opens the folder; throws the sentence that says what is wrong. Gives the folders that there are. */
export async function tryMailbox(
  mailbox: NewMailbox,
  renewed: (refreshToken: string) => void | Promise<void> = () => {},
): Promise<readonly string[]> {
  try {
    const client = await connect(mailbox, { renewed })
    try {
      const folders = (await client.list()).map(({ path }) => path)
      await client.mailboxOpen(mailbox.folder)
      return folders
    } finally {
      client.close()
    }
  } catch (error) {
    throw mailboxProblem(error, mailbox)
  }
}
