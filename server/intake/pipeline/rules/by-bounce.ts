import type { Finding, Rule } from '../decision'
import { outsideContacts, toContact } from '../relation'

/** A bounce belongs where the mail lies that came back; else the failed recipient is a candidate. */
export const byBounce: Rule = (clues, known) => {
  if (clues.class !== 'bounce') return []
  const mail = clues.thread.map((id) => known.mails.get(id)).find((hit) => hit !== undefined && hit.direction === 'out')
  const failed = outsideContacts(clues, known)
  if (mail) {
    const facts = { messageId: mail.messageId, address: clues.outside[0]?.address ?? '' }
    return mail.filedUnder.map((target): Finding => ({ rule: 'bounce', target, confidence: 0.95, effect: 'for', facts }))
  }
  return failed.map(
    (contact): Finding => ({
      rule: 'bounce-recipient',
      target: toContact(contact),
      confidence: 0.7,
      effect: 'for',
      facts: { contact: contact.name },
    }),
  )
}
