import type { Draft, HostPerson, OpenItem, ReadMail } from '@postakte/panel/host/mail-host'
import { bareId, headerLines, sentAtOf, threadOf } from './headers'
import { has, officeCall, officeCallOr } from './office-call'

export type OfficeItem = NonNullable<typeof Office.context.mailbox.item>
export type ReadItem = Office.MessageRead
export type DraftItem = Office.MessageCompose

/** The head of a mail tells its thread; a slow answer must not keep the contact away. */
const headPatience = 400
const partPatience = 5_000

export const isMessage = (item: OfficeItem): boolean => String(item.itemType) === 'message'
export const isRead = (item: OfficeItem): boolean => typeof item.subject === 'string'

/** What the panel knows of the item; null for what is no mail. */
export async function openItem(item: OfficeItem | null | undefined, key: string): Promise<OpenItem | null> {
  if (!item || !isMessage(item)) return null
  return isRead(item) ? readMail(item as ReadItem, key) : draft(item as DraftItem, key)
}

async function readMail(item: ReadItem, key: string): Promise<ReadMail> {
  const [head, mailbox] = await Promise.all([headOfItem(item, headPatience), mailboxOf(item)])
  const lines = headerLines(head)
  return {
    kind: 'read',
    key,
    messageId: item.internetMessageId ? bareId(item.internetMessageId) : null,
    thread: threadOf(lines),
    people: peopleOf(item),
    subject: item.subject,
    sentAt: sentAtOf(lines) ?? item.dateTimeCreated?.toISOString() ?? null,
    attachments: (item.attachments ?? []).map(({ name, size, isInline }) => ({ name, size, inline: isInline })),
    mailbox,
  }
}

export const headOfItem = (item: ReadItem, within: number): Promise<string> =>
  has('1.8') ? officeCallOr<string>('', (done) => item.getAllInternetHeadersAsync(done), within) : Promise.resolve('')

export const peopleOf = (item: Pick<ReadItem, 'from' | 'to' | 'cc'>): readonly HostPerson[] => [
  ...(item.from ? [person('from')(item.from)] : []),
  ...(item.to ?? []).map(person('to')),
  ...(item.cc ?? []).map(person('cc')),
]

const person =
  (role: HostPerson['role']) =>
  ({ emailAddress, displayName }: Office.EmailAddressDetails): HostPerson => ({ address: emailAddress, name: displayName ?? '', role })

/** A shared mailbox has its own address; only there Outlook has the member. */
export async function mailboxOf(item: ReadItem | DraftItem): Promise<string | null> {
  const own = Office.context.mailbox.userProfile?.emailAddress ?? null
  if (typeof item.getSharedPropertiesAsync !== 'function') return own
  const shared = await officeCallOr<(Office.SharedProperties & { readonly targetMailbox?: string }) | null>(
    null,
    (done) => item.getSharedPropertiesAsync(done as (result: Office.AsyncResult<Office.SharedProperties>) => void),
    partPatience,
  )
  return shared?.targetMailbox ?? shared?.owner ?? own
}

async function draft(item: DraftItem, key: string): Promise<Draft> {
  const list = (role: 'to' | 'cc' | 'bcc') =>
    officeCallOr<Office.EmailAddressDetails[]>([], (done) => item[role].getAsync(done), partPatience).then((all) => all.map(person(role)))
  const [to, cc, bcc, from, subject, mailbox] = await Promise.all([
    list('to'),
    list('cc'),
    list('bcc'),
    has('1.7') ? officeCallOr<Office.EmailAddressDetails | null>(null, (done) => item.from.getAsync(done as never), partPatience) : null,
    officeCall<string>((done) => item.subject.getAsync(done), partPatience).catch(() => ''),
    mailboxOf(item),
  ])
  const answers = has('1.14') && item.inReplyTo ? bareId(item.inReplyTo) : null
  return { kind: 'draft', key, answers, people: [...(from ? [person('from')(from)] : []), ...to, ...cc, ...bcc], subject, mailbox }
}
