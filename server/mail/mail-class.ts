import { headerValue, headerValues } from './headers'
import { ownParts, textOfPart } from './parts'
import type { ReadMail } from './read-mail'
import type { Bounce, MailClass } from './understanding'

/** What kind of mail it is, first hit wins (docs/filing.md; RFC 3464, 8098, 3834, 2919, 5545). */
export function classOf(mail: ReadMail, bounce: Bounce | null): MailClass {
  if (isReceipt(mail)) return 'receipt'
  if (isAutoReply(mail)) return 'auto-reply'
  if (bounce) return 'bounce'
  if (isInvitation(mail)) return 'invitation'
  if (isList(mail)) return 'list'
  return 'normal'
}

const reportType = (mail: ReadMail) =>
  mail.root.contentType === 'multipart/report'
    ? (mail.root.parameters['report-type'] ?? '').toLowerCase()
    : ''

function isReceipt(mail: ReadMail): boolean {
  return (
    reportType(mail) === 'disposition-notification' ||
    [...ownParts(mail.root)].some((part) => part.contentType === 'message/disposition-notification')
  )
}

/** Abuse report (RFC 5965). */
export function isFeedbackReport(mail: ReadMail): boolean {
  if (
    reportType(mail) === 'feedback-report' ||
    [...ownParts(mail.root)].some((part) => part.contentType === 'message/feedback-report')
  )
    return true
  if (
    /^complaint about message from/i.test(mail.subject) &&
    [...ownParts(mail.root)].some((part) => part.contentType === 'message/rfc822')
  )
    return true
  return (
    /^abuse report|email feedback report|complaint about message from/i.test(mail.subject) &&
    /^(?:feedback-type|user-agent|this is an? (?:email )?abuse report)/im.test(mail.text.slice(0, 5_000))
  )
}

const autoSubject =
  /^\s*(?:(?:re|aw|antw|sv)\s?:\s*)?(?:\[?(?:auto(?:matic)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office|automatische antwort|abwesenheits|abwesend|ich bin (?:abwesend|nicht)|réponse automatique|absence du bureau|respuesta automática|risposta automatica|automatisch antwoord|afwezig|autosvar|automatiskt svar|automaattinen vastaus|autoodpowiedź|automatyczna odpowiedź|resposta automática|automatická odpověď|automatikus válasz|away from|vacation|on holiday|urlaubs|nicht im (?:büro|haus)))/i

function isAutoReply(mail: ReadMail): boolean {
  if (reportType(mail) === 'delivery-status' || isFeedbackReport(mail)) return false
  const value = (name: string) => (headerValue(mail.headers, name) ?? '').toLowerCase().trim()
  const submitted = value('auto-submitted').split(';')[0]!.trim()
  if (submitted === 'auto-replied') return !daemonReport(mail)
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some(
      (name) => headerValue(mail.headers, name) !== undefined && value(name) !== 'no',
    )
  )
    return true
  if (/^(?:auto_?reply|auto-reply)/.test(value('precedence')) || value('x-precedence') === 'auto_reply')
    return true
  if (value('x-auto-response-suppress') === 'all' && autoSubject.test(mail.subject)) return true
  if (
    value('delivered-to').startsWith('autoresponder') ||
    value('preference') === 'autoreply' ||
    value('x-mail-autoreply') !== ''
  )
    return true
  return autoSubject.test(mail.subject) && !value('return-path').includes('mailer-daemon')
}

/** Postfix marks its bounces auto-replied, too. */
const daemonReport = (mail: ReadMail) =>
  /^(?:mailer-daemon|postmaster)@?/i.test(mail.from[0]?.address ?? '') && !autoSubject.test(mail.subject)

function isInvitation(mail: ReadMail): boolean {
  return [...ownParts(mail.root)].some((part) => {
    if (part.contentType !== 'text/calendar') return false
    if (part.parameters.method)
      return /^(?:request|cancel|reply|counter|publish)$/i.test(part.parameters.method)
    return /^METHOD:(?:REQUEST|CANCEL|REPLY|COUNTER)/im.test(textOfPart(part, 5_000))
  })
}

function isList(mail: ReadMail): boolean {
  const value = (name: string) => headerValue(mail.headers, name)
  if (
    value('list-id') !== undefined ||
    value('list-unsubscribe') !== undefined ||
    value('feedback-id') !== undefined
  )
    return true
  return headerValues(mail.headers, 'precedence').some((one) => /^\s*(?:bulk|junk|list)\b/i.test(one))
}
