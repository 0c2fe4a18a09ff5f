import { normalMessageId } from '@postakte/shared/mail/message-id'
import { headerValue } from './headers'
import { ownParts, textOfPart } from './parts'
import { idsOf } from './read'
import type { MimePart, ReadMail } from './read-mail'
import type { Bounce } from './understanding'

/** A mail that could not be delivered (RFC 3464, and what mail servers wrote before and beside it); null when it is none. */
export function readBounce(mail: ReadMail): Bounce | null {
  const report = deliveryReport(mail)
  if (report)
    return report.actions.length > 0 && report.actions.every((action) => goodActions.has(action))
      ? null
      : made(mail, report.recipients, report.status)
  if (!looksUndelivered(mail)) return null
  const text = bodyStart(mail)
  return made(mail, failedIn(mail, text), statusIn(text))
}

/** RFC 3464 §2.3.3: these are no failures. */
const goodActions = new Set(['delivered', 'relayed', 'expanded'])

interface Report {
  readonly actions: readonly string[]
  readonly recipients: readonly string[]
  readonly status: string | null
}

function deliveryReport(mail: ReadMail): Report | null {
  const part = [...ownParts(mail.root)].find(
    (one) =>
      one.contentType === 'message/delivery-status' || one.contentType === 'message/global-delivery-status',
  )
  if (!part) return null
  const text = textOfPart(part, 100_000).replace(/\r?\n[ \t]+/g, ' ')
  const values = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}:[ \\t]*(.{0,500})$`, 'gim'))].map((match) => match[1]!.trim())
  return {
    actions: values('Action').map((action) => action.toLowerCase().split(/[\s(]/)[0]!),
    recipients: [...values('Final-Recipient'), ...values('Original-Recipient')].map((value) =>
      value
        .replace(/^[^;]*;\s*/, '')
        .replace(/[<>]/g, '')
        .toLowerCase(),
    ),
    status:
      values('Status')
        .map((value) => /\d\.\d{1,3}\.\d{1,3}/.exec(value)?.[0])
        .find((value) => value !== undefined) ?? null,
  }
}

const daemon =
  /^(?:mailer-?daemon|postmaster|mail-?daemon|mmdf|mdaemon|autoreply-bounce|no-?reply-bounce|bounce|mail-?delivery|mailadmin|system-?admin|kddi|virus|sysadmin|majordomo|info-postmaster)\b|mailer-daemon/i
const failedSubject =
  /undeliver|undelivr|returned mail|return(?:ed)? to sender|delivery (?:status|failure|failed|problem|report|notification|has failed|incomplete|delay)|mail (?:delivery )?(?:failure|failed|error|returned)|failure (?:notice|notification|delivery)|could not (?:be )?(?:deliver|send)|unable to deliver|undelivered|non[- ]?deliver|nicht zustell|unzustellbar|zustellung fehlgeschlagen|nicht zugestellt|message status - |mail system error|non remis|échec de (?:la )?remise|no se pudo entregar|mancato recapito|delivery_failure|user unknown|mail could not be|mail returned|bounce|warning: (?:could not send|message)|delayed mail|message delayed|delivery delayed|配信|不達|エラーメール|送信できません|postmaster notify|virus found|rejected mail|nondeliverable|problem delivering|wasn't delivered|failed mail|failure to deliver|quota exceed|mail undeliverable|delivery unsuccessful|undeliverable message|message not delivered|notification d'état/i
const failedBody =
  /this is the qmail-send program|this message was created automatically by (?:the )?mail|delivery to the following recipient|the following address(?:es)? (?:had|failed)|could not be delivered|user unknown|(?:your|the) message (?:was|has not been|could not be|cannot be|did not|wasn't) (?:not )?(?:be )?(?:deliver|reach|sent)|undeliverable|permanent (?:fatal )?errors?|transcript of session follows|recipient(?:'s)? (?:mailbox|address) (?:is full|rejected|unknown)|mailbox (?:is )?(?:full|unavailable)|host unknown|no such user|unknown user|user not (?:listed|found)|not listed in|does not exist|did not reach|konnte nicht zugestellt|could not send|failed to deliver|your mail sent on|配信|不達|送信できません|\b5\d\d[ -]\d?\.?\d?\.?\d?|\b5\.\d\.\d\b|mail box full|over quota|delivery (?:failed|error|attempt)|relay(?:ing)? denied|rejected|unable to deliver|was not delivered|is not a valid|unroutable|bounce/i

function looksUndelivered(mail: ReadMail): boolean {
  if (headerValue(mail.headers, 'x-failed-recipients') !== undefined) return true
  const sender = mail.from[0]
  const fromDaemon =
    daemon.test(sender?.address ?? '') ||
    /mail delivery (?:sub)?system|postmaster|mailer[- ]?daemon|mail administrator|mail delivery service|delivery subsystem/i.test(
      sender?.name ?? '',
    )
  const nullReturn =
    /^\s*<?\s*>?\s*$/.test(headerValue(mail.headers, 'return-path') ?? 'x') ||
    daemon.test((headerValue(mail.headers, 'return-path') ?? '').replace(/^</, ''))
  const report =
    mail.root.contentType === 'multipart/report' &&
    /delivery-status/i.test(mail.root.parameters['report-type'] ?? '')
  const subject = failedSubject.test(mail.subject)
  const body = failedBody.test(bodyStart(mail))
  if (report) return true
  if (fromDaemon) return subject || body
  return (
    (subject && body && (nullReturn || hasReturned(mail))) ||
    (nullReturn && body && hasReturned(mail)) ||
    strongBody.test(bodyStart(mail).slice(0, 2_000))
  )
}

const strongBody =
  /^\s*(?:hi\. this is the qmail-send program|this is the (?:postfix|mail delivery) program at host|this message was created automatically by mail delivery software|this is an automatically generated delivery status notification)|message could not be delivered to one or more recipients|did not reach the following recipient|your message to the following recipients? (?:cannot|could not) be delivered/im

/** The mail that came back stands inside: attached, or quoted with its headers. */
function hasReturned(mail: ReadMail): boolean {
  if (
    [...ownParts(mail.root)].some(
      (part) => part.contentType === 'message/rfc822' || part.contentType === 'text/rfc822-headers',
    )
  )
    return true
  return /^(?:received|message-id|return-path): /im.test(bodyStart(mail))
}

function bodyStart(mail: ReadMail): string {
  return mail.text.slice(0, 20_000)
}

function made(mail: ReadMail, recipients: readonly string[], status: string | null): Bounce {
  const failed = [
    ...new Set([
      ...recipients,
      ...(headerValue(mail.headers, 'x-failed-recipients') ?? '').toLowerCase().split(/[\s,]+/),
    ]),
  ].filter((address) => address.includes('@'))
  return {
    failedRecipients: failed.slice(0, 100),
    status,
    hard: status === null || !status.startsWith('4'),
    originalMessageId: originalId(mail),
  }
}

function statusIn(text: string): string | null {
  return /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null
}

function failedIn(mail: ReadMail, text: string): readonly string[] {
  const explanation = text
    .split(/^-{2,}.*(?:original|copy|below|returned|included|header)/im)[0]!
    .slice(0, 5_000)
  const own = new Set([
    mail.from[0]?.address.toLowerCase(),
    ...mail.to.map((one) => one.address.toLowerCase()),
  ])
  return [...explanation.matchAll(/[\w.+%=-]{1,64}@[\w.-]{1,200}\.\w{2,20}/g)]
    .map((match) => match[0].toLowerCase())
    .filter((address) => !own.has(address))
}

/** Message-ID of the mail that came back: in the attached mail or its headers, or quoted in the text. */
function originalId(mail: ReadMail): string | null {
  const returned = [...ownParts(mail.root)].find(
    (part) =>
      part.contentType === 'message/rfc822' ||
      part.contentType === 'text/rfc822-headers' ||
      part.contentType === 'message/rfc822-headers',
  )
  const fromPart = returned ? idIn(returned) : null
  const quoted = /^\s*>?\s*message-id:\s*<([^<>\s]{1,300})>/im.exec(bodyStart(mail))?.[1]
  const found = fromPart ?? quoted ?? mail.inReplyTo[0] ?? null
  return found ? normalMessageId(found) : null
}

function idIn(part: MimePart): string | null {
  const inner = part.children[0]
  if (inner) return idsOf(headerValue(inner.headers, 'message-id'))[0] ?? null
  return /^message-id:\s*<([^<>\s]{1,300})>/im.exec(textOfPart(part))?.[1] ?? null
}
