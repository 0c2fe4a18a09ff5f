import { base64Of } from '@postakte/panel/host/bytes'
import type { Draft, HostPerson, OpenItem, ReadMail } from '@postakte/panel/host/mail-host'
import { mailboxText } from '@postakte/panel/host/mime'

export interface Person {
  readonly name: string
  readonly address: string
}

/** A mail that lies in the emulated mailbox. */
export interface BoxMail {
  readonly kind: 'read'
  readonly mail: ReadMail
  readonly itemId: string
  readonly html: string
  readonly text: string
  categories: string[]
  /** The line over it. */
  notice: string | null
}

/** A mail that is being written there. */
export interface BoxDraft {
  readonly kind: 'draft'
  readonly draft: Draft
  readonly bodyType: 'html' | 'text'
  text: string
  files: { readonly name: string; readonly base64: string }[]
  /** As they are now, and what is set beside them. */
  subject: string
  people: readonly HostPerson[]
  readonly headers: Record<string, string>
  readonly session: Record<string, string>
}

export type BoxItem = BoxMail | BoxDraft

export function boxItem(item: OpenItem, number: number): BoxItem {
  if (item.kind === 'draft')
    return {
      kind: 'draft',
      draft: item,
      bodyType: 'html',
      text: '',
      files: [],
      subject: item.subject,
      people: item.people,
      headers: {},
      session: {},
    }
  // As on the web: an id with letters that no address takes.
  const itemId = `AAMk/${number}+${base64Of(new TextEncoder().encode(item.key))}=`
  return {
    kind: 'read',
    mail: item,
    itemId,
    text: `Guten Tag,\n${item.subject}\n`,
    html: `<p>Guten Tag,<br>${item.subject}</p>`,
    categories: [],
    notice: null,
  }
}

/** What Outlook tells a pane of the item that it stands beside. */
export function initialData(item: BoxItem | null, user: Person): Record<string, unknown> {
  const both = {
    permissionLevel: 2,
    userDisplayName: user.name,
    userEmailAddress: user.address,
    userTimeZone: 'W. Europe Standard Time',
    userProfileType: 'office365',
    hostVersion: '20260801.01',
    owaView: 'ThreeColumns',
    ewsUrl: 'https://outlook.office.com/EWS/Exchange.asmx',
    restUrl: 'https://outlook.office.com/api',
  }
  if (!item) return { ...both, itemType: 6 }
  // The fixture of Office.js hands on no 'inReplyTo'; newer-office.ts reads it of this.
  if (item.kind === 'draft') return { ...both, itemType: 4, conversationId: `conversation ${item.draft.answers ?? ''}` }
  const { mail, itemId } = item
  const at = Date.parse(mail.sentAt ?? '2026-03-02T09:00:00Z')
  return {
    ...both,
    itemType: 1,
    id: itemId,
    subject: mail.subject,
    normalizedSubject: mail.subject.replace(/^(AW|RE): /i, ''),
    internetMessageId: `<${mail.messageId}>`,
    conversationId: 'conversation',
    itemClass: 'IPM.Note',
    // Only then Office.js has the member that names the shared mailbox.
    ...(isShared(item, user.address) ? { isFromSharedFolder: true } : {}),
    from: people(mail.people, 'from')[0],
    sender: people(mail.people, 'from')[0],
    to: people(mail.people, 'to'),
    cc: people(mail.people, 'cc'),
    dateTimeCreated: at,
    dateTimeModified: at,
    attachments: mail.attachments.map(({ name, size, inline }, at) => ({
      id: `file-${at}`,
      name,
      size,
      contentType: 'application/pdf',
      isInline: inline,
      attachmentType: 0,
    })),
  }
}

export const isShared = ({ mail }: BoxMail, own: string): boolean => mail.mailbox !== null && mail.mailbox !== own

export const people = (all: readonly HostPerson[], role: HostPerson['role']) =>
  all.filter((one) => one.role === role).map(({ name, address }) => ({ name, address, recipientType: 3 }))

/** The head of the mail as the server of the mailbox has it. */
export function headOf({ mail }: BoxMail): string {
  const list = (role: HostPerson['role']) =>
    mail.people
      .filter((one) => one.role === role)
      .map(mailboxText)
      .join(', ')
  const [answers] = mail.thread
  return [
    `From: ${list('from')}`,
    `To: ${list('to')}`,
    `Subject: ${mail.subject}`,
    `Date: ${new Date(mail.sentAt ?? 0).toUTCString()}`,
    `Message-ID: <${mail.messageId}>`,
    ...(answers
      ? [
          `In-Reply-To: <${answers}>`,
          `References:\r\n ${mail.thread
            .toReversed()
            .map((id) => `<${id}>`)
            .join('\r\n ')}`,
        ]
      : []),
    'MIME-Version: 1.0',
    '',
  ].join('\r\n')
}

/** The mail as it came. */
export const sourceOf = (mail: BoxMail): string =>
  `${headOf(mail)}Content-Type: text/plain; charset=utf-8\r\n\r\n${mail.text.replaceAll('\n', '\r\n')}`
