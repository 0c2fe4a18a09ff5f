import { createHash } from 'node:crypto'
import { readMail } from './read'
import type { Address } from './read-mail'
import { decodeTnef, isTnef } from './tnef'
import { understand } from './understand'

/** One line of `postakte parse --jsonl`: names and forms as docs/develop.md lists them. */
export function parseLine(file: string, bytes: Uint8Array): Record<string, unknown> {
  if (isTnef(bytes)) return tnefLine(file, bytes)
  const mail = readMail(isHtmlFile(bytes) ? asMail(bytes) : bytes)
  const understanding = understand(mail)
  const forward = understanding.forward
  return {
    file,
    from: mail.from[0] ?? null,
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    dateUtc: mail.date?.utc ?? null,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo[0] ?? null,
    references: mail.references,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments
      .filter(({ origin }) => origin === 'part')
      .map((attachment) => ({
        filename: attachment.filename,
        contentType: attachment.contentType,
        size: attachment.size,
        sha256: sha256(attachment.content()),
      })),
    forwarded: forward !== null,
    forwardedFrom: forward?.from ?? null,
    forwardedMessage: forward
      ? {
          to: forward.to.map(nullName),
          cc: forward.cc.map(nullName),
          subject: forward.subject,
          body: forward.body,
          dateUtc: forward.date?.utc ?? null,
        }
      : null,
    visibleReply: understanding.visibleReply,
    isBounce: understanding.class === 'bounce',
    bounce: understanding.bounce,
    isAutoReply: understanding.class === 'auto-reply',
    isFeedbackReport: understanding.isFeedbackReport,
    suspicious: mail.suspicious,
    partly: mail.partly,
    error: null,
  }
}

const nullName = (address: Address) => ({ address: address.address, name: address.name || null })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A file that is the HTML of a mail without its headers: begins with a tag. */
function isHtmlFile(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 500))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
  return /^\s*<(?:!doctype|html|head|meta|body|div|p|span|br|table|font|blockquote|style|b|a)\b/i.test(start)
}

const asMail = (bytes: Uint8Array) => Buffer.concat([Buffer.from('Content-Type: text/html; charset=utf-8\r\n\r\n'), bytes])

/** A file that is a winmail.dat stream by itself. */
function tnefLine(file: string, bytes: Uint8Array): Record<string, unknown> {
  const tnef = decodeTnef(bytes)
  const attachments = tnef.files.map(({ filename, contentType, content }) => ({
    filename,
    contentType,
    size: content.length,
    sha256: sha256(content),
  }))
  return { file, text: tnef.text, html: tnef.html, attachments, error: null }
}
