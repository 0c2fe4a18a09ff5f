import { normalAddress } from '@postakte/shared/mail/address'
import { isForwardSubject } from '@postakte/shared/mail/subject'
import { headerValue } from '../../../mail/headers'
import { ownParts } from '../../../mail/parts'
import { readMail } from '../../../mail/read'
import type { Address, MimePart, ReadMail } from '../../../mail/read-mail'
import { understand } from '../../../mail/understand'
import type { Understanding } from '../../../mail/understanding'
import type { Hop, Own, UnwrappedMail } from '../decision'
import { checkSender, isOwnAddress, type SenderCheck } from '../trust'
import { inlineForward } from './inline-forward'
import { isJournalReport, journalEnvelope } from './journal'

const maxLayers = 5

/** Finds the mail that matters, layer by layer; every layer taken off stands in `hops`, outermost first. */
export function unwrap(mail: ReadMail, own: Own): UnwrappedMail {
  const check = checkSender(mail, own)
  return unwrapLayer(mail, understand(mail), check, own, [], [], null)
}

type Envelope = readonly Address[] | null

function unwrapLayer(
  mail: ReadMail,
  understanding: Understanding,
  check: SenderCheck,
  own: Own,
  hops: readonly Hop[],
  bcc: readonly Address[],
  envelope: Envelope,
): UnwrappedMail {
  const vouched = check.trust >= 2 && check.submitted
  if (isJournalReport(mail) && hops.length < maxLayers) {
    const inner = vouched ? attachedMail(mail) : null
    if (inner) return journalLayer(mail, inner, check, own, hops)
    if (!vouched) return bare(mail, understanding, { ...check, trust: 0, reasons: [...check.reasons, 'journal-from-outside'] }, hops, bcc)
  }
  if (vouched && hops.length < maxLayers && toUsOnly(mail, own)) {
    const attached = forwardedAttachment(mail, understanding)
    if (attached)
      return unwrapLayer(
        attached,
        understand(attached),
        innerCheck(attached, check, own),
        own,
        [...hops, hop('attached', mail, understanding.visibleReply)],
        bcc,
        envelope,
      )
    const inline = inlineForward(mail, understanding, own)
    if (inline) return withInline(mail, understanding, check, [...hops, ...inline.hops], inline)
  }
  return bare(originalSender(mail, check, own), understanding, check, redirectHops(mail, hops), [
    ...bcc,
    ...hiddenRecipients(mail, envelope),
  ])
}

/** An inner mail is vouched for by the colleague who forwarded it: its sender counts, a colleague's name in it is not forged. */
function innerCheck(inner: ReadMail, outer: SenderCheck, own: Own): SenderCheck {
  const from = normalAddress(inner.from[0]?.address ?? '')
  return { trust: outer.trust, submitted: from !== null && isOwnAddress(own, from), reasons: [] }
}

function journalLayer(report: ReadMail, inner: ReadMail, check: SenderCheck, own: Own, hops: readonly Hop[]): UnwrappedMail {
  const envelope = journalEnvelope(report)
  const next = { ...innerCheck(inner, check, own), trust: check.trust }
  const outside = own.domains.size > 0 && !isOwnAddress(own, normalAddress(inner.from[0]?.address ?? '') ?? '')
  return unwrapLayer(
    inner,
    understand(inner),
    outside ? { ...next, submitted: false } : next,
    own,
    [...hops, hop('journal', report, '')],
    envelope.bcc,
    envelope.all,
  )
}

function hop(kind: Hop['kind'], mail: ReadMail, comment: string): Hop {
  return { kind, by: mail.from[0] ?? null, dateUtc: mail.date?.utc ?? null, comment }
}

function bare(
  mail: ReadMail,
  understanding: Understanding,
  check: SenderCheck,
  hops: readonly Hop[],
  bcc: readonly Address[],
): UnwrappedMail {
  return {
    mail,
    understanding,
    hops,
    from: mail.from[0] ?? { address: '', name: '' },
    to: mail.to,
    cc: mail.cc,
    bcc: [...mail.bcc, ...bcc],
    subject: mail.subject,
    dateUtc: mail.date?.utc ?? null,
    trust: check.trust,
    suspicious: [...mail.suspicious.filter((reason) => blocking.has(reason)), ...check.reasons],
  }
}

/** What of the reading's remarks keeps a mail from being filed by itself. */
const blocking = new Set([
  'several-from',
  'no-from',
  'bad-from',
  'from-syntax',
  'from-looks-like-two',
  'display-name-is-address',
  'mixed-script-domain',
  'nul-byte',
  'hidden-direction',
  'encoded-address',
])

function withInline(
  mail: ReadMail,
  understanding: Understanding,
  check: SenderCheck,
  hops: readonly Hop[],
  inline: NonNullable<ReturnType<typeof inlineForward>>,
): UnwrappedMail {
  const base = bare(
    mail,
    { ...understanding, class: understanding.class === 'auto-reply' ? 'normal' : understanding.class },
    check,
    hops,
    [],
  )
  return {
    ...base,
    from: inline.forward.from,
    to: inline.forward.to,
    cc: inline.forward.cc,
    bcc: [],
    subject: inline.forward.subject || mail.subject,
    dateUtc: inline.dateUtc,
    suspicious: [],
  }
}

/** Sent to our own mailboxes and to nobody outside: else it is mail to a customer that quotes something. */
function toUsOnly(mail: ReadMail, own: Own): boolean {
  return [...mail.to, ...mail.cc].every(({ address }) => isOwnAddress(own, normalAddress(address) ?? ''))
}

const messageParts = (mail: ReadMail): MimePart[] =>
  [...ownParts(mail.root)].filter((part) => part.contentType === 'message/rfc822' && part.children.length > 0)

function attachedMail(mail: ReadMail): ReadMail | null {
  const parts = messageParts(mail)
  return parts.length === 1 ? readMail(parts[0]!.decoded()) : null
}

/** Forwarded as an attachment: one attached mail, and a forward's subject or hardly any text of the forwarder's. */
function forwardedAttachment(mail: ReadMail, understanding: Understanding): ReadMail | null {
  if (understanding.class === 'bounce' || understanding.class === 'receipt') return null
  const parts = messageParts(mail)
  if (parts.length === 0) return emlAttachment(mail)
  if (parts.length > 1) return null
  return isForwardSubject(mail.subject) || understanding.visibleReply.length < 400 ? readMail(parts[0]!.decoded()) : null
}

/** Some clients attach the mail as a file *.eml of type application/octet-stream. */
function emlAttachment(mail: ReadMail): ReadMail | null {
  const files = mail.attachments.filter((file) => file.origin === 'part' && /\.eml$/i.test(file.filename ?? ''))
  if (files.length !== 1 || mail.attachments.length !== 1) return null
  const inner = readMail(files[0]!.content())
  return inner.from.length > 0 ? inner : null
}

/** Resent-* (RFC 5322 §3.6.6): the From is right already, the redirect is a hop. */
function redirectHops(mail: ReadMail, hops: readonly Hop[]): readonly Hop[] {
  const resent = headerValue(mail.headers, 'resent-from')
  if (!resent) return hops
  return [
    ...hops,
    {
      kind: 'redirect',
      by: { address: resent.replace(/^.*<|>.*$/g, '').trim(), name: '' },
      dateUtc: null,
      comment: '',
    },
  ]
}

/** A list or group of ours that wrote itself into the From: the sender stands in X-Original-From / -Sender. */
function originalSender(mail: ReadMail, check: SenderCheck, own: Own): ReadMail {
  const from = normalAddress(mail.from[0]?.address ?? '')
  const original = headerValue(mail.headers, 'x-original-from') ?? headerValue(mail.headers, 'x-original-sender')
  if (!original || check.trust < 2 || from === null || !isOwnAddress(own, from)) return mail
  const address = /[^\s<>"]+@[^\s<>"]+/.exec(original)?.[0]
  if (!address || isOwnAddress(own, normalAddress(address) ?? '')) return mail
  const name = (mail.from[0]?.name ?? '').replace(/^'?(.*?)'?\s+(?:via|über)\s.*$/i, '$1')
  return { ...mail, from: [{ address, name }] }
}

/** Recipients of the journal envelope that To and Cc do not show: Bcc. */
function hiddenRecipients(mail: ReadMail, envelope: Envelope): readonly Address[] {
  if (!envelope) return []
  const shown = new Set([...mail.to, ...mail.cc].map(({ address }) => normalAddress(address)))
  return envelope.filter(({ address }) => !shown.has(normalAddress(address)))
}
