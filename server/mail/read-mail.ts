/**
 * What reading the bytes of a mail yields. Everything in here is a claim of whoever wrote the mail: who may be
 * believed is decided later (intake/pipeline/trust.ts). Made only by `readMail` in read.ts.
 */
export interface ReadMail {
  /** What it was read from: of an attached mail its own bytes. */
  readonly bytes: Uint8Array
  /** Top headers in the order of the mail, capped (limits.ts). */
  readonly headers: readonly Header[]
  readonly from: readonly Address[]
  readonly sender: readonly Address[]
  readonly replyTo: readonly Address[]
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly bcc: readonly Address[]
  /** Decoded, unfolded; empty when there is none. */
  readonly subject: string
  /** What the Date header says; null when there is none or it cannot be read. Never "now". */
  readonly date: MailDate | null
  /** Without angle brackets, as written; null when missing or empty. */
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  /** Oldest first, capped to the first and the last 50. */
  readonly references: readonly string[]
  /** The text to read: text/plain parts joined, else text made from HTML. */
  readonly text: string
  /** Where `text` comes from. */
  readonly textFrom: 'plain' | 'html' | 'none'
  /** HTML parts joined, decoded, unsanitised (hostile!); empty when there is none. */
  readonly html: string
  readonly attachments: readonly Attachment[]
  /** The root of the MIME tree, for those who need more than the above (reports, calendars, unwrapping). */
  readonly root: MimePart
  /** Limits that were met: the mail is "partly read", its original is kept whole. */
  readonly partly: readonly LimitName[]
  /** Syntax that two readers may understand differently. A suspicious mail is never filed by itself. */
  readonly suspicious: readonly Suspicion[]
}

export interface Header {
  /** Lower case. */
  readonly name: string
  /** Unfolded, still encoded (RFC 2047 untouched); raw 8-bit bytes decoded as UTF-8, else windows-1252. */
  readonly value: string
}

export interface Address {
  /** addr-spec as shown to a person: trimmed, domain lower case, IDNA domains in Unicode; a local part alone is kept. */
  readonly address: string
  /** Decoded display name, without control characters; '' when there is none. */
  readonly name: string
}

export interface MailDate {
  /** ISO 8601 in UTC with milliseconds. */
  readonly utc: string
  /** Minutes east of UTC as the mail says; null when the mail names no zone (then read as UTC). */
  readonly offsetMinutes: number | null
}

export interface Attachment {
  /** Decoded name as the mail gives it (unsafe!); null when it has none. */
  readonly filename: string | null
  /** Lower case type/subtype. */
  readonly contentType: string
  /** Decoded bytes. */
  readonly size: number
  readonly contentId: string | null
  /** True for a picture that the HTML shows in its text (cid: reference). */
  readonly inline: boolean
  /** A part of the mail, a file inside winmail.dat, or one encoded in the text (uuencode, yEnc). */
  readonly origin: 'part' | 'winmail' | 'text'
  /** Part of the tree it stands in, as MimePart.path. */
  readonly path: string
  /** Decoded content, computed on each call, never cached. */
  content(): Uint8Array
}

export interface MimePart {
  /** '1', '1.2' …, as IMAP numbers parts. */
  readonly path: string
  readonly headers: readonly Header[]
  readonly contentType: string
  /** Lower-case parameter names, decoded values. */
  readonly parameters: Readonly<Record<string, string>>
  readonly disposition: string | null
  readonly children: readonly MimePart[]
  /** Body as it stands in the original (still transfer-encoded); a view, nothing copied. */
  readonly raw: Uint8Array
  /** Body after transfer decoding. */
  decoded(): Uint8Array
}

export type LimitName =
  | 'size'
  | 'header-bytes'
  | 'header-count'
  | 'parts'
  | 'depth'
  | 'attached-mail-bytes'
  | 'addresses'
  | 'text'
  | 'html'
  | 'attachments'

export type Suspicion =
  | 'several-from'
  | 'no-from'
  | 'bad-from'
  | 'from-syntax'
  | 'from-looks-like-two'
  | 'display-name-is-address'
  | 'mixed-script-domain'
  | 'repeated-header'
  | 'several-readings'
  | 'bare-cr'
  | 'nul-byte'
  | 'repeated-parameter'
  | 'sender-differs'
  | 'marked-as-spam'
  | 'hidden-direction'
  | 'encoded-address'
