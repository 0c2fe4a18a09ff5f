import { bytesOf, bytesOfBase64 } from '@postakte/panel/host/bytes'
import type { MailSource } from '@postakte/panel/host/mail-host'
import { type HeaderLine, type MimeFile, mailboxText, mimeOf } from '@postakte/panel/host/mime'
import { headerLines } from './headers'
import { has, officeCall, officeCallOr, patience } from './office-call'
import { headOfItem, type ReadItem } from './open-item'

/** The mail as it came, where Outlook gives it (Mailbox 1.14); else put together of what it tells. */
export async function sourceOf(item: ReadItem): Promise<MailSource> {
  const original = has('1.14') ? await originalOf(item) : null
  return original ? { bytes: original, how: 'original' } : { bytes: await rebuilt(item), how: 'rebuilt' }
}

const filePatience = 60_000

/** Outlook refuses it for some mails that it shows all the same: encrypted ones, some of shared mailboxes. */
async function originalOf(item: ReadItem): Promise<Uint8Array | null> {
  const text = await officeCallOr<string | null>(null, (done) => item.getAsFileAsync(done), filePatience)
  return text ? bytesOfBase64(text) : null
}

async function rebuilt(item: ReadItem): Promise<Uint8Array> {
  const body = (kind: 'html' | 'text') => officeCall<string>((done) => item.body.getAsync(kind as Office.CoercionType, done))
  const [head, text, html] = await Promise.all([headOfItem(item, patience), body('text'), body('html').catch(() => '')])
  const lines = headerLines(head)
  const files: MimeFile[] = []
  const missing: string[] = []
  // One after the other: Outlook takes three such calls at once, and other add-ins want theirs.
  for (const one of item.attachments ?? []) {
    const file = has('1.8') ? await fileOf(item, one) : null
    if (file) files.push(file)
    else missing.push(one.name)
  }
  return mimeOf({ headers: lines.length > 0 ? lines : headOfFields(item), text, html, files, missing, by: 'Outlook' })
}

async function fileOf(item: ReadItem, one: Office.AttachmentDetails): Promise<MimeFile | null> {
  const content = await officeCallOr<Office.AttachmentContent | null>(
    null,
    (done) => item.getAttachmentContentAsync(one.id, done),
    filePatience,
  )
  if (!content) return null
  const contentId = one.isInline ? ((one as { readonly contentId?: string }).contentId ?? one.name) : null
  const file = { name: one.name, type: one.contentType ?? '', contentId }
  const bytes = contentBytes(content)
  return bytes && { ...file, type: String(content.format) === 'eml' ? 'message/rfc822' : file.type, bytes }
}

/** A file in the cloud is only a link: it is none. */
function contentBytes({ format, content }: Office.AttachmentContent): Uint8Array | null {
  switch (String(format)) {
    case 'base64':
      return bytesOfBase64(content)
    case 'url':
      return null
    default:
      return bytesOf(content)
  }
}

/** Before Mailbox 1.8 there is no head: what the fields say. */
function headOfFields(item: ReadItem): readonly HeaderLine[] {
  const list = (people: readonly Office.EmailAddressDetails[] | undefined) =>
    (people ?? []).map(({ displayName, emailAddress }) => mailboxText({ name: displayName ?? '', address: emailAddress })).join(', ')
  return [
    { name: 'Date', value: item.dateTimeCreated?.toUTCString() ?? '' },
    { name: 'From', value: list(item.from ? [item.from] : []) },
    { name: 'To', value: list(item.to) },
    { name: 'Cc', value: list(item.cc) },
    { name: 'Subject', value: item.subject },
    { name: 'Message-ID', value: item.internetMessageId ?? '' },
  ].filter(({ value }) => value !== '')
}
