import type { Draft, HostPerson, ReadMail } from '@postakte/panel/host/mail-host'
import { bareId, headerLines, sentAtOf, threadOf } from './headers'
import { has, officeCall, officeCallOr } from './office-call'

export type OfficeItem = NonNullable<typeof Office.context.mailbox.item>
export type ReadItem = Office.MessageRead
export type DraftItem = Office.MessageCompose

/** The head of a mail tells its thread, and with it where the mail may belong; a slow answer must not keep the user from filing. */
export const headPatience = 1_500
const partPatience = 5_000

export const isMessage = (item: OfficeItem): boolean => String(item.itemType) === 'message'
export const isRead = (item: OfficeItem): boolean => typeof item.subject === 'string'

/** What Outlook tells of a mail without being asked. */
export function mailAtOnce(item: ReadItem, key: string): ReadMail {
  const shared = isShared(item)
  return {
    kind: 'read',
    key,
    messageId: item.internetMessageId ? bareId(item.internetMessageId) : null,
    thread: [],
    people: peopleOf(item),
    subject: item.subject,
    sentAt: item.dateTimeCreated?.toISOString() ?? null,
    attachments: (item.attachments ?? []).map(({ name, size, isInline }) => ({ name, size, inline: isInline })),
    mailbox: shared ? null : ownAddress(),
    ...(shared || has('1.8') ? { incomplete: true } : {}),
  }
}

/** The mail with what Outlook was asked for. */
export async function completeMail(item: ReadItem, { incomplete: _, ...mail }: ReadMail): Promise<ReadMail> {
  const [head, mailbox] = await Promise.all([headOfItem(item, headPatience), mailboxOf(item)])
  const lines = headerLines(head)
  return { ...mail, thread: threadOf(lines), sentAt: sentAtOf(lines) ?? mail.sentAt, mailbox }
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

/** Only there Outlook has the member that tells the address of the mailbox. */
const isShared = (item: ReadItem | DraftItem): boolean => typeof item.getSharedPropertiesAsync === 'function'
const ownAddress = (): string | null => Office.context.mailbox.userProfile?.emailAddress ?? null

/** A shared mailbox has its own address. */
export async function mailboxOf(item: ReadItem | DraftItem): Promise<string | null> {
  if (!isShared(item)) return ownAddress()
  const shared = await officeCallOr<(Office.SharedProperties & { readonly targetMailbox?: string }) | null>(
    null,
    (done) => item.getSharedPropertiesAsync(done as (result: Office.AsyncResult<Office.SharedProperties>) => void),
    partPatience,
  )
  return shared?.targetMailbox ?? shared?.owner ?? ownAddress()
}

export async function openDraft(item: DraftItem, key: string): Promise<Draft> {
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
