import { headerValue } from '../headers'
import type { ReadMail } from '../read-mail'
import { autoSubject } from './auto-subjects'

/** An answer that a machine sent (RFC 3834 §5, and headers from before it). A notice of failure is none. */
export function isAutoReply(mail: ReadMail): boolean {
  if (/^delivery-status/i.test(mail.root.parameters['report-type'] ?? '')) return false
  if (saysAutoReplied(mail)) return !isFromDaemon(mail)
  return autoSubject(mail.subject) && !isFromDaemon(mail)
}

/** Header → what it must hold to say "a machine answered". `Auto-Submitted: no` and `auto-generated` say no such thing. */
const signs: readonly (readonly [name: string, value: RegExp])[] = [
  ['auto-submitted', /^auto-replied\b/i],
  ['x-autoreply', /^(?!no$)/i],
  ['x-autorespond', /^(?!no$)/i],
  ['x-autoresponder', /^(?!no$)/i],
  ['x-mail-autoreply', /\S/],
  ['x-auto-reply', /^(?!no$)/i],
  ['x-autoreply-from', /\S/],
  ['x-ms-exchange-generated-message-source', /mailbox rules agent|oof/i],
  ['precedence', /^auto_?-?reply/i],
  ['x-precedence', /^auto_?-?reply/i],
  ['preference', /^auto_?-?reply/i],
  ['delivered-to', /^autoresponder/i],
  ['x-pos-auto-reply', /\S/],
  ['x-gmx-auto-reply', /\S/],
]

function saysAutoReplied(mail: ReadMail): boolean {
  const value = (name: string) => headerValue(mail.headers, name)?.trim()
  return signs.some(([name, sign]) => {
    const found = value(name)
    if (found === undefined || !sign.test(found)) return false
    return name !== 'x-ms-exchange-generated-message-source' || autoSubject(mail.subject)
  })
}

/** Postfix marks its notices of failure "auto-replied", too. */
const isFromDaemon = (mail: ReadMail) =>
  /^(?:mailer-?daemon|postmaster|mail-?daemon)(?:@|$)/i.test(mail.from[0]?.address ?? '') && !autoSubject(mail.subject)
