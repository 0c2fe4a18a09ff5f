import type { SelectedMail } from '@postakte/panel/host/mail-host'
import { Problem } from '@postakte/shared/model/problem'
import { bareId } from './headers'
import { has, officeCall } from './office-call'
import { mailboxOf, peopleOf, type ReadItem } from './open-item'

type Selected = Pick<Office.SelectedItemDetails, 'itemId' | 'subject' | 'itemType'> & { readonly internetMessageId?: string }
type Loaded = ReadItem & { unloadAsync(done: (result: Office.AsyncResult<void>) => void): void }

/** The mails selected in the list, as the list knows them: without people and dates. */
export async function selectedMails(mailbox: string | null): Promise<readonly SelectedMail[]> {
  const details = await officeCall<Selected[]>((done) => Office.context.mailbox.getSelectedItemsAsync(done as never))
  return details
    .filter(({ itemType }) => String(itemType).toLowerCase() === 'message')
    .map(({ itemId, subject, internetMessageId }) => ({
      key: itemId,
      messageId: internetMessageId ? bareId(internetMessageId) : null,
      people: [],
      subject,
      sentAt: null,
      mailbox,
    }))
}

/** A selected mail with its people and its date. */
export const describeMail = (key: string): Promise<SelectedMail> =>
  withLoaded(key, async (item) => ({
    key,
    messageId: item.internetMessageId ? bareId(item.internetMessageId) : null,
    people: peopleOf(item),
    subject: item.subject,
    sentAt: item.dateTimeCreated?.toISOString() ?? null,
    mailbox: await mailboxOf(item),
  }))

let last: Promise<unknown> = Promise.resolve()

/** Works on a selected mail (Mailbox 1.15). Outlook loads only one at a time: each waits for the one before it. */
export function withLoaded<T>(key: string, work: (item: ReadItem) => Promise<T>): Promise<T> {
  if (!has('1.15')) return Promise.reject(new Problem('host-not-offered'))
  const mine = last.then(() => loadAnd(key, work))
  last = mine.catch(() => {})
  return mine
}

async function loadAnd<T>(key: string, work: (item: ReadItem) => Promise<T>): Promise<T> {
  const item = await officeCall<Loaded>((done) => Office.context.mailbox.loadItemByIdAsync(key, done as never))
  try {
    return await work(item)
  } finally {
    await officeCall<void>((done) => item.unloadAsync(done)).catch(() => {})
  }
}
