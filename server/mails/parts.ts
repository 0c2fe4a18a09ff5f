import { storable } from '../db/json'
import { type MailText, textOfMail } from '../intake/mail-text'
import type { Own } from '../intake/pipeline/decision'
import { unwrap } from '../intake/pipeline/unwrap/unwrap'
import { readMail } from '../mail/read'
import type { Address, Attachment, ReadMail } from '../mail/read-mail'
import { safeName } from '../showing/safe-name'
import { isDangerousName, safeType } from '../showing/safe-type'
import { withoutHidden } from './without-hidden'

/** The people of a mail as its head names them, and its files: what the database does not keep. Never Bcc (reliability D27). */
export interface MailHead {
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly replyTo: readonly Address[]
  readonly attachments: readonly ListedAttachment[]
}

export interface ListedAttachment {
  /** Null: it has none, or none that is safe. */
  readonly name: string | null
  readonly type: string
  readonly size: number
  /** The mail shows it in its text: a logo, a picture. */
  readonly inline: boolean
  readonly dangerous: boolean
}

export interface AttachmentBytes {
  readonly name: string | null
  readonly claimed: string
  readonly bytes: Uint8Array
}

/** What is asked of a mail's bytes. */
export type PartsTask =
  | { readonly kind: 'head' }
  | { readonly kind: 'attachment'; readonly number: number }
  /** The mail that matters, as it was written: out of a journal report or an attachment. */
  | { readonly kind: 'inner' }
  /** The same to be saved: without what is for others' eyes. */
  | { readonly kind: 'source' }
  /** What it is found by. */
  | { readonly kind: 'text' }

/** Runs in a worker thread (parts-worker.ts): nobody knows what it costs. */
export function partOf(bytes: Uint8Array, own: Own, task: PartsTask): MailHead | MailText | AttachmentBytes | Uint8Array | null {
  if (task.kind === 'text') return textOfMail(readMail(bytes), own)
  const unwrapped = unwrap(readMail(bytes), own)
  switch (task.kind) {
    case 'head':
      return headOf(unwrapped)
    case 'attachment':
      return attachmentOf(unwrapped.mail.attachments[task.number])
    case 'inner':
      return unwrapped.mail.bytes
    case 'source':
      return withoutHidden(unwrapped.hops.some(({ kind }) => kind === 'journal') ? unwrapped.mail.bytes : bytes)
    default:
      return task satisfies never
  }
}

const most = 200

function headOf({ mail, to, cc }: { readonly mail: ReadMail; readonly to: readonly Address[]; readonly cc: readonly Address[] }): MailHead {
  return {
    to: to.slice(0, most).map(plain),
    cc: cc.slice(0, most).map(plain),
    replyTo: mail.replyTo.slice(0, most).map(plain),
    attachments: mail.attachments.slice(0, most).map(listed),
  }
}

const plain = ({ address, name }: Address): Address => ({ address: storable(address), name: storable(name) })

function listed({ filename, contentType, size, inline, content }: Attachment): ListedAttachment {
  const name = safeName(filename, '') || null
  const { type, dangerous } = safeType(content().subarray(0, 64), contentType, filename ?? '')
  return { name, type, size, inline, dangerous: dangerous || isDangerousName(name ?? '') }
}

function attachmentOf(attachment: Attachment | undefined): AttachmentBytes | null {
  if (attachment === undefined) return null
  return { name: attachment.filename, claimed: attachment.contentType, bytes: attachment.content() }
}
