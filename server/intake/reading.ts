import { storable } from '../db/json'
import { cutText } from '../mail/limits'
import { readMail } from '../mail/read'
import type { ReadMail } from '../mail/read-mail'
import { sendingTokenIn } from '../sending/arrived'
import { identityOf } from './identity'
import type { Clues, Hop, Own } from './pipeline/decision'
import { cluesOf } from './pipeline/route'

/** What the intake needs of one mail: plain data, small, so that it crosses a thread cheaply. */
export interface Reading {
  readonly clues: Clues
  /** base64 */
  readonly identity: string
  readonly messageId: string | null
  /** It was announced from a mail program (server/sending). */
  readonly sending: string | null
  readonly fromAddress: string
  readonly fromName: string
  readonly subject: string
  readonly sentAt: string | null
  readonly preview: string
  readonly hops: readonly Hop[]
  readonly partly: readonly string[]
  readonly attachments: readonly {
    readonly filename: string | null
    readonly contentType: string
    readonly size: number
    readonly path: string
    readonly origin: string
  }[]
}

const previewLength = 200

/** Everything pure that is done to a mail before the database is asked. */
export function read(bytes: Uint8Array, own: Own): Reading {
  const { unwrapped, clues } = cluesOf(readMail(bytes), own)
  const { mail } = unwrapped
  return {
    clues,
    identity: identityOf(mail).toString('base64'),
    messageId: clues.messageId,
    sending: sendingTokenIn(mail.headers),
    fromAddress: withoutNul(unwrapped.from.address),
    fromName: withoutNul(unwrapped.from.name),
    subject: cutText(withoutNul(unwrapped.subject), 2_000),
    sentAt: unwrapped.dateUtc,
    preview: withoutNul(cutText(unwrapped.understanding.visibleReply.slice(0, 1_000).replace(/\s+/g, ' ').trim(), previewLength)),
    hops: unwrapped.hops,
    partly: mail.partly,
    attachments: fileList(mail),
  }
}

const fileList = (mail: ReadMail) =>
  mail.attachments.slice(0, 200).map(({ filename, contentType, size, path, origin }) => ({
    filename: filename === null ? null : cutText(withoutNul(filename), 500),
    contentType,
    size,
    path,
    origin,
  }))

const withoutNul = storable
