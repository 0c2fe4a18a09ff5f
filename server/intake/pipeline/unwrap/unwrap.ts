import { normalAddress } from '@postakte/shared/mail/address'
import type { Address, ReadMail, Suspicion } from '../../../mail/read-mail'
import { understand } from '../../../mail/understand'
import type { Understanding } from '../../../mail/understanding'
import { refutedByGroup } from '../authentication-results'
import type { Hop, Own, UnwrappedMail } from '../decision'
import { checkSender, isOwnAddress, type SenderCheck, wasChecked } from '../trust'
import { attachedMail, forwardedAttachment } from './attached'
import { inlineForward, type UnwrappedInline } from './inline-forward'
import { isJournalReport, journalEnvelope } from './journal'
import { rewrittenSender } from './list-rewriting'
import { redirectHop } from './redirect'

const maxLayers = 5

/** One layer of a mail, and what the layers around it said. */
interface Layer {
  readonly mail: ReadMail
  readonly understanding: Understanding
  readonly check: SenderCheck
  readonly hops: readonly Hop[]
  /** Recipients of the journal envelope; null outside of a journal report. */
  readonly envelope: readonly Address[] | null
}

/** Finds the mail that matters, layer by layer; every layer taken off stands in `hops`, outermost first. */
export function unwrap(mail: ReadMail, own: Own): UnwrappedMail {
  return unwrapLayer({ mail, understanding: understand(mail), check: checkSender(mail, own), hops: [], envelope: null }, own)
}

function unwrapLayer(layer: Layer, own: Own): UnwrappedMail {
  if (isJournalReport(layer.mail)) return unwrapJournal(layer, own)
  if (!mayForward(layer, own)) return innermost(layer, own)
  const inline = inlineForward(layer.mail, layer.understanding, own)
  // What is attached to an outsider's mail that was forwarded inline is the outsider's attachment.
  if (inline && !isOurs(inline.forward.from, own)) return withInline(layer, inline)
  const attached = forwardedAttachment(layer.mail, layer.understanding)
  if (attached) return unwrapLayer(inside(layer, attached, 'attached', own), own)
  return inline ? withInline(layer, inline) : innermost(layer, own)
}

/** Only what one of us, proven, sends to nobody but us is believed to be a forward (reliability C29, C30). */
function mayForward({ mail, check, hops }: Layer, own: Own): boolean {
  return isVouched(mail, check, own) && hops.length < maxLayers && [...mail.to, ...mail.cc].every((one) => isOurs(one, own))
}

const isOurs = ({ address }: Address, own: Own) => isOwnAddress(own, normalAddress(address) ?? '')
const isVouched = (mail: ReadMail, { trust, submitted }: SenderCheck, own: Own) =>
  trust >= 2 && submitted && mail.from.length === 1 && isOurs(mail.from[0]!, own)

function unwrapJournal(layer: Layer, own: Own): UnwrappedMail {
  const { mail, check, hops } = layer
  if (!isVouched(mail, check, own))
    return innermost({ ...layer, check: { ...check, trust: 0, reasons: [...check.reasons, 'journal-from-outside'] } }, own)
  const inner = hops.length < maxLayers ? attachedMail(mail) : null
  if (!inner) return innermost(layer, own)
  return unwrapLayer({ ...inside(layer, inner, 'journal', own), envelope: journalEnvelope(mail).all }, own)
}

/** The mail in a layer, vouched for by who sent the layer; but what our own server found out about it before counts more. */
function inside({ mail, understanding, check, hops }: Layer, inner: ReadMail, kind: 'journal' | 'attached', own: Own): Layer {
  const comment = kind === 'attached' ? understanding.visibleReply : ''
  const vouched = { trust: check.trust, submitted: inner.from.some((one) => isOurs(one, own)), reasons: [] }
  return {
    mail: inner,
    understanding: understand(inner),
    check: wasChecked(inner, own) ? checkSender(inner, own) : vouched,
    hops: [...hops, { kind, by: mail.from[0] ?? null, dateUtc: mail.date?.utc ?? null, comment }],
    envelope: null,
  }
}

function innermost({ mail, understanding, check, hops, envelope }: Layer, own: Own): UnwrappedMail {
  const rewritten = rewrittenSender(mail, check, own)
  const refuted = rewritten !== null && refutedByGroup(mail.headers)
  return {
    mail,
    understanding,
    hops: [...hops, ...(rewritten ? [rewritten.hop] : []), ...redirectHop(mail)],
    from: rewritten?.sender ?? mail.from[0] ?? { address: '', name: '' },
    to: mail.to,
    cc: mail.cc,
    bcc: [...mail.bcc, ...hiddenRecipients(mail, envelope)],
    subject: mail.subject,
    dateUtc: mail.date?.utc ?? null,
    trust: refuted ? 0 : rewritten ? 1 : check.trust,
    suspicious: [...mail.suspicious.filter((reason) => isBlocking(reason, check)), ...check.reasons],
  }
}

/** Who writes for another is named by Sender rightly where the From is proven all the same. */
const isBlocking = (reason: Suspicion, { trust }: SenderCheck) => blocking.has(reason) || (reason === 'sender-differs' && trust < 2)

/** What of the reading's remarks keeps a mail from being filed by itself. */
const blocking: ReadonlySet<Suspicion> = new Set([
  'several-from',
  'no-from',
  'bad-from',
  'from-syntax',
  'from-looks-like-two',
  'display-name-is-address',
  'mixed-script-domain',
  'nul-byte',
  'bare-cr',
  'several-readings',
  'repeated-parameter',
  'hidden-direction',
  'encoded-address',
  'marked-as-spam',
])

/** The forwarded mail: automatic marks are those of the forwarding rule, not the customer's (filing 5.4). */
function withInline({ mail, understanding, check, hops }: Layer, { forward, dateUtc, hops: more }: UnwrappedInline): UnwrappedMail {
  const { class: outer } = understanding
  return {
    mail,
    understanding: { ...understanding, class: outer === 'auto-reply' || outer === 'list' ? 'normal' : outer },
    hops: [...hops, ...more],
    from: forward.from,
    to: forward.to,
    cc: forward.cc,
    bcc: [],
    subject: forward.subject || mail.subject,
    dateUtc,
    trust: check.trust,
    suspicious: [],
  }
}

/** Recipients of the journal envelope that To and Cc do not show: Bcc. */
function hiddenRecipients(mail: ReadMail, envelope: Layer['envelope']): readonly Address[] {
  const shown = new Set([...mail.to, ...mail.cc].map(({ address }) => normalAddress(address)))
  return (envelope ?? []).filter(({ address }) => !shown.has(normalAddress(address)))
}
