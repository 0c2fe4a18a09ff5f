import { bounce } from './bounce'
import type { Draft, Generated, Truth } from './draft'
import { mail } from './mail'
import { caseCheckOf, caseNumber, contactAddress, contactNumber, contactOfCase } from './world'

/** A mail of each kind. */
export const make: Record<Truth['kind'], (draft: Draft) => Generated> = {
  new: (draft) => {
    const contact = draft.pick(draft.contacts)
    return mail(draft, { from: contactAddress(contact), truth: { kind: 'new', number: contactNumber(contact), thread: draft.id } })
  },
  stranger: (draft) => mail(draft, { from: `jemand${draft.at}@gmx.de`, truth: { kind: 'stranger', number: null, thread: draft.id } }),
  tagged: (draft) => {
    const at = draft.pick(Math.floor(draft.contacts / 10))
    const contact = contactOfCase(at)
    const subject = `AW: ${draft.subject} [VG=${caseNumber(at)}-${caseCheckOf(at)}]`
    return mail(
      { ...draft, subject },
      {
        from: contactAddress(contact),
        truth: { kind: 'tagged', number: contactNumber(contact), caseNumber: caseNumber(at), thread: draft.id },
      },
    )
  },
  references: (draft) => {
    const before = draft.sent[draft.pick(draft.sent.length)]!
    return mail(
      { ...draft, subject: `AW: ${draft.subject}` },
      {
        from: contactAddress(before.contact),
        headers: [`In-Reply-To: <${before.messageId}>`, `References: <${before.messageId}>`],
        truth: { kind: 'references', number: contactNumber(before.contact), thread: before.thread },
      },
    )
  },
  outgoing: (draft) => {
    const contact = draft.pick(draft.contacts)
    draft.sent.push({ messageId: `${draft.id}@sonnberg.example`, contact, thread: draft.id })
    return mail(draft, {
      from: 'n.stein@sonnberg.example',
      to: contactAddress(contact),
      truth: { kind: 'outgoing', number: contactNumber(contact), thread: draft.id },
    })
  },
  forward: (draft) => {
    const contact = draft.pick(draft.contacts)
    const block = [
      '',
      `Von: Kunde ${contact} <${contactAddress(contact)}>`,
      'Gesendet: Montag, 2. März 2026 10:12',
      'An: Service <service@sonnberg.example>',
      `Betreff: ${draft.subject}`,
      '',
      draft.text,
    ].join('\r\n')
    return mail(
      { ...draft, subject: `WG: ${draft.subject}`, text: block },
      {
        from: 'n.stein@sonnberg.example',
        to: 'crm@sonnberg.example',
        truth: { kind: 'forward', number: contactNumber(contact), thread: draft.id, subject: draft.subject },
      },
    )
  },
  bounce: (draft) => {
    const before = draft.sent[draft.pick(draft.sent.length)]!
    return bounce(draft, before)
  },
  'auto-reply': (draft) => {
    const contact = draft.pick(draft.contacts)
    return mail(
      { ...draft, subject: `Automatische Antwort: ${draft.subject}` },
      {
        from: contactAddress(contact),
        headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
        truth: { kind: 'auto-reply', number: contactNumber(contact), thread: draft.id },
      },
    )
  },
  list: (draft) =>
    mail(draft, {
      from: `news@blatt${draft.pick(50)}.example`,
      headers: ['List-Id: <news.blatt.example>', 'Precedence: bulk'],
      truth: { kind: 'list', number: null, thread: draft.id },
    }),
}
