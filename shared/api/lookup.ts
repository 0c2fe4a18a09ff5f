import { z } from 'zod'
import { normalAddress } from '../mail/address'
import { normalMessageId } from '../mail/message-id'
import { filedTarget, filing } from './filed'
import { presencePrograms } from './presence'
import { caseRef, contactRef, opportunityRef } from './refs'
import { route } from './route'
import { id, instant, userRef } from './shapes'

/** As mail programs hand them over; what is no Message-ID or address at all is passed over, not refused: mails hold much. */
export const messageId = z.string().max(4_000).transform(normalMessageId)
export const mailAddress = z.string().max(1_000).transform(normalAddress)

export const personOnMail = z.strictObject({
  address: mailAddress,
  name: z.string().max(1_000).default(''),
  role: z.enum(['from', 'to', 'cc', 'bcc']),
})

/** What a mail program knows of the open mail without its source. */
const openMail = z.strictObject({
  messageIds: z.array(messageId).max(20).default([]),
  /** In-Reply-To and References, newest first, where the program shows them. */
  thread: z.array(messageId).max(100).default([]),
  people: z.array(personOnMail).max(200).default([]),
  subject: z.string().max(10_000).default(''),
  /** The date in its head: by it a copy is found whose Message-ID a gateway rewrote. One that is none is passed over. */
  sentAt: instant.nullable().catch(null).default(null),
  /** Address of the mailbox that the mail lies in: ours, whatever its domain. */
  mailbox: mailAddress.nullable().default(null),
  /** The one of several candidates that the user chose. */
  contactId: id.nullable().default(null),
  /** `validator` of the card that the program holds. */
  known: z.string().max(64).nullable().default(null),
})

export const contactCard = contactRef.extend({
  stage: z.enum(['lead', 'customer']),
  active: z.boolean(),
  company: contactRef.nullable(),
  phones: z.array(z.string()),
  owner: userRef.nullable(),
})

/** Who reads or answers this mail now, in which program, since when. */
const presentUser = z.object({ user: userRef, doing: z.enum(['reading', 'answering']), program: z.enum(presencePrograms), since: instant })

const card = z.object({
  /** Mails with these Message-IDs, that of the same sender first: an id alone proves nothing. */
  mails: z.array(
    z.object({
      id,
      messageId: z.string(),
      fromAddress: z.string().nullable(),
      subject: z.string(),
      sentAt: instant.nullable(),
      direction: z.enum(['in', 'out', 'internal']),
      /** 0 forged or refuted, 1 unproven, 2 proven, 3 ours. */
      trust: z.int(),
      state: z.enum(['filed', 'ask', 'unmatched', 'ignored']),
    }),
  ),
  filings: z.array(filing),
  /** Of the same sender, second and subject, but with another Message-ID: perhaps the same mail. */
  duplicates: z.array(z.object({ id, subject: z.string(), sentAt: instant, filedUnder: z.array(z.string()) })),
  todos: z.array(z.object({ id, mailId: id, kind: z.enum(['ask', 'unmatched']), assignee: userRef.nullable() })),
  /** The one contact of this mail; null when nobody has the address, or several have it. */
  contact: contactCard.nullable(),
  /** Several have the address: the user says who it is. */
  candidates: z.array(contactCard),
  /** Who else on the mail is known. */
  people: z.array(z.object({ address: z.string(), role: z.string(), contact: contactRef })),
  /** Open ones of the contact and its company, the ones touched last first. */
  cases: z.array(caseRef.extend({ assignee: userRef.nullable() })),
  opportunities: z.array(opportunityRef.extend({ value: z.string().nullable(), currency: z.string() })),
  activities: z.array(
    z.object({
      id,
      kind: z.enum(['mail', 'call', 'note', 'meeting']),
      at: instant,
      title: z.string(),
      direction: z.enum(['in', 'out', 'internal']).nullable(),
      mailId: id.nullable(),
      by: userRef.nullable(),
    }),
  ),
  /** Where it may belong: by a tag in the subject, by the mails that it answers, by the domain of a company. */
  suggestions: z.array(filedTarget.extend({ by: z.enum(['tag', 'thread', 'domain']) })),
  others: z.array(presentUser),
})

export const lookupRoutes = {
  lookUpMail: route({
    method: 'POST',
    path: '/api/lookup',
    summary: {
      de: 'Alles zur offenen Mail: wer schreibt, wo sie liegt, was läuft',
      en: 'All about the open mail: who writes, where it is filed, what is going on',
    },
    permission: 'contacts.read',
    changes: false,
    body: openMail,
    answer: z.object({
      /** Changes with the card; given back as `known` it spares the card when nothing has changed. */
      validator: z.string(),
      /** Null: still as the program knows it. */
      card: card.nullable(),
    }),
    example: {
      as: 'nora',
      body: {
        messageIds: ['<frage@huber-verlag.example>'],
        people: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'from' }],
        subject: 'Frage zum Abo [VG=4711-x7k]',
      },
    },
  }),
  lookUpAddresses: route({
    method: 'POST',
    path: '/api/lookup/addresses',
    summary: { de: 'Wem diese Adressen gehören', en: 'Whose these addresses are' },
    permission: 'contacts.read',
    changes: false,
    body: z.strictObject({ addresses: z.array(mailAddress).min(1).max(200) }),
    answer: z.object({ items: z.array(z.object({ address: z.string(), contact: contactRef.extend({ active: z.boolean() }) })) }),
    example: { as: 'nora', body: { addresses: ['anna@huber-verlag.example', 'info@huber-verlag.example'] } },
  }),
}
