import { access, constants } from 'node:fs/promises'
import { Problem } from '@postakte/shared/model/problem'
import { within } from '../http/within'
import { keepRefreshToken, type Mailbox, openMailboxes } from '../mailboxes/mailboxes'
import { tryMailbox } from '../mailboxes/try-mailbox'
import { bad, badly, type Examined, type Finding, good, hint, problemOf } from './finding'

const patience = 60_000

/** Each mailbox is signed in to and its folder opened, as the server does it. */
export async function checkMailboxes(examined: Examined): Promise<readonly Finding[]> {
  const { db, config } = examined
  const watched = await checkWatchFolder(config.POSTAKTE_WATCH_FOLDER)
  const mailboxes = await openMailboxes(db, config.secretKey).catch(problemOf)
  if (mailboxes instanceof Problem) return [...watched, badly(mailboxes)]
  if (mailboxes.length === 0 && watched.length === 0) return [hint('mailbox-none')]
  return [...watched, ...(await Promise.all(mailboxes.map((one) => checkMailbox(examined, one)))).flat()]
}

async function checkMailbox({ db, config }: Examined, mailbox: Mailbox): Promise<readonly Finding[]> {
  const { name, host, login, folder } = mailbox
  const keep = (refreshToken: string) => keepRefreshToken(db, mailbox.id, refreshToken, config.secretKey)
  const folders = await within(patience, tryMailbox(mailbox, keep).catch(problemOf))
  const facts = { name, host, login, folder }
  return [folders instanceof Problem ? badly(folders) : folders === null ? bad('mailbox-silent', facts) : good('mailbox', facts)]
}

async function checkWatchFolder(folder: string | undefined): Promise<readonly Finding[]> {
  if (folder === undefined) return []
  const mayWrite = await access(folder, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  )
  return [mayWrite ? good('watch-folder', { folder }) : bad('watch-folder-shut', { folder })]
}
