import type { Clues, Finding, Known, KnownMail, Rule } from '../decision'
import { outsideContacts, related, toContact } from '../relation'

/** A bounce belongs where the mail lies that came back; else the failed recipient is a candidate. */
export const byBounce: Rule = (clues, known) => {
  if (clues.class !== 'bounce') return []
  const mail = clues.thread.flatMap((id) => known.mails.get(id) ?? []).find((hit) => hit.direction === 'out')
  return mail && wentTo(mail, clues, known) ? returned(mail, clues) : failedRecipients(clues, known)
}

/** The address that failed is nobody's, or somebody's whom that mail concerned: else the report is not about our mail. */
function wentTo(mail: KnownMail, clues: Clues, known: Known): boolean {
  const failed = outsideContacts(clues, known)
  const concerned = mail.filedUnder.flatMap(({ kind, id }) => (kind === 'contact' ? (known.contacts.get(id) ?? []) : []))
  return failed.length === 0 || concerned.length === 0 || failed.some((one) => concerned.some((other) => related(one, other)))
}

function returned(mail: KnownMail, clues: Clues): Finding[] {
  const facts = { messageId: mail.messageId, address: clues.outside[0]?.address ?? '' }
  return mail.filedUnder.map((target): Finding => ({ rule: 'bounce', target, confidence: 0.95, effect: 'for', facts }))
}

const failedRecipients = (clues: Clues, known: Known): Finding[] =>
  outsideContacts(clues, known).map((contact) => ({
    rule: 'bounce-recipient',
    target: toContact(contact),
    confidence: 0.7,
    effect: 'for',
    facts: { contact: contact.name },
  }))
