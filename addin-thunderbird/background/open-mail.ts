import type { ReadMail } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'
import { displayedIn } from '../mail/displayed'
import { keyOf, listedMail, mailWithHead } from '../mail/read-mail'

/** The open mail, when it still is the one that the user saw. */
export async function displayedAs(tabId: number, key: string): Promise<Messenger.MessageHeader> {
  const header = await displayedIn(tabId)
  if (!header || keyOf(header) !== key) throw new Problem('host-other-mail')
  return header
}

/** Heads do not change: read once while the background is awake. */
const remembering = (read: (header: Messenger.MessageHeader) => Promise<ReadMail>) => {
  const all = new Map<string, Promise<ReadMail>>()
  return (header: Messenger.MessageHeader): Promise<ReadMail> => {
    const key = keyOf(header)
    const found = all.get(key) ?? read(header)
    if (all.size > 200) all.clear()
    all.set(key, found)
    return found
  }
}

export const mailOf = remembering(mailWithHead)
/** Before Thunderbird has loaded it. */
export const listedMailOf = remembering(listedMail)
