import type { ReadMail } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'
import { displayedIn } from '../mail/displayed'
import { keyOf, mailWithHead } from '../mail/read-mail'

/** The open mail, when it still is the one that the user saw. */
export async function displayedAs(tabId: number, key: string): Promise<Messenger.MessageHeader> {
  const header = await displayedIn(tabId)
  if (!header || keyOf(header) !== key) throw new Problem('host-other-mail')
  return header
}

const read = new Map<string, Promise<ReadMail>>()

/** Heads do not change: read once while the background is awake. */
export function mailOf(header: Messenger.MessageHeader): Promise<ReadMail> {
  const key = keyOf(header)
  const found = read.get(key) ?? mailWithHead(header)
  if (read.size > 200) read.clear()
  read.set(key, found)
  return found
}
