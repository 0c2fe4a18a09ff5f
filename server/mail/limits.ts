import type { LimitName } from './read-mail'

/** What reading a mail may cost at the most. Over a limit the mail is "partly read" (ReadMail.partly), never lost. */
export interface Limits {
  /** Bytes of one header block; the rest is skipped (reliability B05). */
  readonly headerBytes: number
  readonly headers: number
  /** Nodes of the MIME tree. */
  readonly parts: number
  readonly depth: number
  /** Bytes that come out of attached mails in base64 or quoted-printable, all levels together; what goes beyond stays a file. */
  readonly attachedMailBytes: number
  /** Addresses of one header. */
  readonly addresses: number
  /** Characters of the text, and of HTML that is made into text. */
  readonly text: number
  readonly html: number
  readonly attachments: number
}

export const defaultLimits: Limits = {
  headerBytes: 1_048_576,
  headers: 2_000,
  parts: 2_000,
  depth: 40,
  attachedMailBytes: 32 * 1024 * 1024,
  addresses: 1_000,
  text: 2_000_000,
  html: 4_000_000,
  attachments: 500,
}

/** Which limits were met while one mail is read. */
export class Meter {
  readonly limits: Limits
  readonly met = new Set<LimitName>()
  parts = 0
  private headers = 0
  private attachedMailBytes = 0
  constructor(limits: Limits) {
    this.limits = limits
  }

  /** Headers count in their block and over all parts; a part's form is taken from a short block even then. */
  takesHeader(name: string, inBlock: number): boolean {
    this.headers++
    const room = inBlock < this.limits.headers && (!this.headersSpent || (name.startsWith('content-') && inBlock < 20))
    if (!room) this.met.add('header-count')
    return room
  }

  /** Asked before an attached mail is decoded: a mail in a mail in a mail in base64 is kept in memory at each of its levels. */
  takesAttachedMail(bytes: number): boolean {
    const room = this.attachedMailBytes + bytes <= this.limits.attachedMailBytes
    if (room) this.attachedMailBytes += bytes
    else this.met.add('attached-mail-bytes')
    return room
  }

  get headersSpent(): boolean {
    return this.headers > 10 * this.limits.headers
  }
}

/** The beginning of a text, at most so long, and never half a letter of two halves. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text
  const last = text.charCodeAt(longest - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest)
}
