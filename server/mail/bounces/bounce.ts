import { normalMessageId } from '@postakte/shared/mail/message-id'
import { headerValue } from '../headers'
import { ownParts, textOfPart } from '../parts'
import type { MimePart, ReadMail } from '../read-mail'
import type { Bounce } from '../understanding'
import { deliveryReport, type RecipientReport, reportInText } from './delivery-report'
import { explanationOf } from './explanation'
import { isFailureNotice, returnedTypes } from './notice'
import { severityOf } from './severity'

/** RFC 3464 §2.3.3: these are no failures. */
const arrived = new Set(['delivered', 'relayed', 'expanded'])

/** True for a report that says of everyone that the mail arrived: a receipt, no bounce. */
export function isDeliverySuccess(mail: ReadMail): boolean {
  const actions = (deliveryReport(mail) ?? []).map((one) => one.action).filter((action) => action !== '')
  return actions.length > 0 && actions.every((action) => arrived.has(action))
}

/** A delivery report that names a failure (RFC 3464); null when there is none. */
export function reportedBounce(mail: ReadMail): Bounce | null {
  const report = deliveryReport(mail)
  if (!report || isDeliverySuccess(mail)) return null
  const failed = report.filter((one) => !arrived.has(one.action))
  return bounceOf(mail, failed)
}

/** A notice of failure in words alone; null when it is none. */
export const noticedBounce = (mail: ReadMail): Bounce | null => (isFailureNotice(mail) ? bounceOf(mail, reportInText(mail.text)) : null)

function bounceOf(mail: ReadMail, failed: readonly RecipientReport[]): Bounce {
  const explanation = explanationOf(mail)
  const first = failed.find((one) => one.status !== null) ?? failed[0]
  const reason = reasonOfFirst(explanation)
  const words = first?.diagnostic ? first.diagnostic : reason
  const severity = severityOf(first?.status ?? null, words, reason)
  return {
    failedRecipients: recipients(mail, failed, explanation),
    status: severity.status,
    hard: severity.hard && !failed.some((one) => one.action === 'delayed'),
    originalMessageId: originalId(mail),
  }
}

/** Where several addresses failed, each with its reason, the reason of the first. */
function reasonOfFirst(explanation: string): string {
  const [, ...reasons] = explanation.split(/\n(?=[ \t]{0,4}<?[^\s<>@]{1,64}@[^\s<>@:]{1,200}>?:\s)/, 50)
  return reasons.find((reason) => /(?<![\d.])[45]\d\d(?![\d.])|\(#[45]/.test(reason)) ?? explanation
}

const mostRecipients = 100

function recipients(mail: ReadMail, failed: readonly RecipientReport[], explanation: string): readonly string[] {
  const reported = failed.flatMap((one) => one.addresses)
  const header = addressesIn(headerValue(mail.headers, 'x-failed-recipients') ?? '')
  const named = [...new Set([...reported, ...header])]
  return (named.length > 0 ? named : written(mail, explanation)).slice(0, mostRecipients)
}

/** Addresses in the explanation; those of the notice's own sender and reader only where no other stands there. */
function written(mail: ReadMail, explanation: string): readonly string[] {
  const own = new Set([...mail.from, ...mail.to].map((one) => one.address.toLowerCase()))
  const found = [...new Set(addressesIn(explanation.replace(copiedHeaders, '')))]
  const others = found.filter((address) => !own.has(address) && !/^(?:postmaster|mailer-daemon)@/.test(address))
  return others.length > 0 ? others : found
}

/** Lines of the returned mail that name others than who failed. */
const copiedHeaders =
  /^[ \t>]{0,8}(?:message-id|references|in-reply-to|received|from|sender|reply-to|return-path|von|absender)\s{0,3}:.{0,500}$/gim

const addressesIn = (text: string): readonly string[] =>
  [...text.slice(0, 20_000).matchAll(/(?<![\w.+%=/-])[\w.+%=/-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g)].map((match) =>
    match[0].toLowerCase(),
  )

/** Message-ID of the mail that came back: in the attached mail, in its headers, or copied into the text. */
function originalId(mail: ReadMail): string | null {
  const returned = [...ownParts(mail.root)].find((part) => returnedTypes.has(part.contentType))
  const copied = /^[\s>]{0,8}message-id:\s{0,5}<([^<>\s]{1,300})>/im.exec(mail.text.slice(0, 50_000))?.[1]
  const found = (returned ? idIn(returned) : null) ?? copied ?? mail.inReplyTo[0] ?? mail.references.at(-1)
  return found ? normalMessageId(found) : null
}

function idIn(part: MimePart): string | null {
  const inner = part.children[0] ? headerValue(part.children[0].headers, 'message-id') : undefined
  return (
    /<([^<>\s]{1,300})>/.exec(inner ?? '')?.[1] ?? /^message-id:\s{0,5}<([^<>\s]{1,300})>/im.exec(textOfPart(part, 100_000))?.[1] ?? null
  )
}
