import type { HostPerson, ReadMail, SelectedMail } from '@postakte/panel/host/mail-host'
import { messageIdsIn } from '@postakte/shared/mail/message-id'
import { mailboxOf } from './mailbox'

/** More people than that are not looked up. */
const mostPeople = 200

/** The mail as the panel sees it. */
export async function readMail(header: Messenger.MessageHeader): Promise<ReadMail> {
  const [mail, attachments] = await Promise.all([mailWithHead(header), attachmentsOf(header.id)])
  return { ...mail, attachments }
}

/** Its head tells the thread and the whole subject; its files are not looked for, which takes longer than all the rest. */
export async function mailWithHead(header: Messenger.MessageHeader): Promise<ReadMail> {
  const [mail, head] = await Promise.all([selectedMail(header), headersOf(header.id)])
  return {
    ...mail,
    kind: 'read',
    subject: head?.subject?.[0] ?? mail.subject,
    sentAt: sentAtOf(head) ?? mail.sentAt,
    thread: head ? threadOf(head) : [],
    attachments: [],
  }
}

/** The same before it is loaded: of which mails it answers nothing is known yet. */
export const listedMail = async (header: Messenger.MessageHeader): Promise<ReadMail> => ({
  ...(await selectedMail(header)),
  kind: 'read',
  thread: [],
  attachments: [],
})

/** As the list knows it, without its head. */
export async function selectedMail(header: Messenger.MessageHeader): Promise<SelectedMail> {
  const [people, mailbox] = await Promise.all([peopleOf(header), mailboxOf(header.folder?.accountId)])
  return {
    key: keyOf(header),
    messageId: header.headerMessageId === '' ? null : header.headerMessageId,
    people,
    subject: header.subject,
    sentAt: new Date(header.date).toISOString(),
    mailbox,
  }
}

/** Good until Thunderbird ends; the Message-ID is beside it because a number may name another mail after that. */
export const keyOf = ({ id, headerMessageId }: Pick<Messenger.MessageHeader, 'id' | 'headerMessageId'>): string =>
  `${id} ${headerMessageId}`

/** Null: the mail cannot be read now (the network is away); the list still knows the rest. */
async function headersOf(id: number): Promise<Messenger.Headers | null> {
  try {
    return messenger.messages.getHeaders ? await messenger.messages.getHeaders(id) : (await messenger.messages.getFull(id)).headers
  } catch {
    return null
  }
}

async function attachmentsOf(id: number): Promise<ReadMail['attachments']> {
  const all = await messenger.messages.listAttachments(id).catch(() => [])
  return all.map(({ name, size, contentDisposition }) => ({ name, size, inline: contentDisposition === 'inline' }))
}

/** In-Reply-To, then References from the last to the first, each once. */
export function threadOf(head: Messenger.Headers): readonly string[] {
  const [answered, before] = [head['in-reply-to'] ?? [], head.references ?? []].map((lines) => messageIdsIn(lines.join(' ')))
  return [...new Set([...answered!, ...before!.toReversed()])]
}

function sentAtOf(head: Messenger.Headers | null): string | null {
  const at = new Date(head?.date?.[0] ?? '')
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

async function peopleOf({ author, recipients, ccList, bccList }: Messenger.MessageHeader): Promise<readonly HostPerson[]> {
  const all = [persons([author], 'from'), persons(recipients, 'to'), persons(ccList, 'cc'), persons(bccList, 'bcc')]
  return (await Promise.all(all)).flat().slice(0, mostPeople)
}

/** Thunderbird reads the addresses itself: names may hold whatever a comma, a quote or a bracket does. */
export async function persons(texts: readonly string[], role: HostPerson['role']): Promise<readonly HostPerson[]> {
  const read = await Promise.all(
    texts.slice(0, mostPeople).map((text) => plain(text) ?? messenger.messengerUtilities.parseMailboxString(text)),
  )
  return read.flat().flatMap(({ name, email }) => (email ? [{ address: email, name: name ?? '', role }] : []))
}

const nothingSpecial = String.raw`[^\s"(),.:;<>@[\]\\=]`
const plainMailbox = new RegExp(
  String.raw`^(?:(${nothingSpecial}+(?: ${nothingSpecial}+)*) <)?([\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+)(>)?$`,
)

/** Nearly all are words and an address, which can be read in one way only; asking Thunderbird takes its main process while it loads the mail. */
export function plain(text: string): readonly { readonly name: string; readonly email: string }[] | null {
  const [, name, email, closed] = plainMailbox.exec(text) ?? []
  return email && (name === undefined) === (closed === undefined) ? [{ name: name ?? '', email }] : null
}
