import { z } from 'zod'
import { filing } from './filed'
import { mailAddress, messageId } from './lookup'
import { route } from './route'
import { id, instant, target } from './shapes'

/**
 * Which mail, as a program can say it: by our id; by Message-ID and SHA-256 of its source; or by Message-ID and what its head
 * says. What the last two do not find for sure asks for the source.
 */
const mailKey = z.union([
  z.strictObject({ id }),
  z.strictObject({ messageId: messageId.pipe(z.string()), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({
    messageId: messageId.pipe(z.string()),
    from: mailAddress.pipe(z.string()),
    sentAt: instant,
    subject: z.string().max(10_000),
  }),
])

const targetInBody = z.strictObject(target.shape)
const attachmentNumbers = z.array(z.int().min(0).max(499)).max(500)

const filedMail = z.object({
  /** 'source-needed': the mail is not here, or not for sure; hand its source over (putMailSource) and file it by its id. */
  outcome: z.enum(['filed', 'source-needed', 'unknown']),
  mailId: id.nullable(),
  /** Where the mail lies now. */
  filings: z.array(filing),
})

const filingIds = z.array(id).min(1).max(1_000)
const changedFiling = z.object({
  filingId: id,
  /** 'unknown': not here, or not for the caller. */
  outcome: z.enum(['done', 'unknown']),
  mailId: id.nullable(),
})
const changedFilings = z.object({
  results: z.array(changedFiling),
  /** The mails that were touched, as they lie now. */
  mails: z.array(z.object({ id, state: z.enum(['filed', 'ask', 'unmatched', 'ignored']), filings: z.array(filing) })),
})

export const filingRoutes = {
  fileMails: route({
    method: 'POST',
    path: '/api/mails/filings',
    summary: {
      de: 'Mails ablegen: eine, mehrere, oder den ganzen Verlauf; an einer Stelle oder an mehreren',
      en: 'File mails: one, several, or the whole thread; in one place or in several',
    },
    permission: 'mails.file',
    changes: true,
    body: z.strictObject({
      mails: z.array(mailKey).min(1).max(200),
      targets: z.array(targetInBody).min(1).max(20),
      /** The other mails of their threads, too, as far as the caller sees them. */
      wholeThread: z.boolean().default(false),
      /** Which attachments belong there (0 is the first); null for all. For one mail only. */
      attachments: attachmentNumbers.nullable().default(null),
    }),
    answer: z.object({
      /** One for each mail, in the order asked. */
      results: z.array(filedMail),
      /** Of the threads. */
      others: z.array(filedMail),
    }),
    example: {
      as: 'nora',
      body: {
        mails: [
          { id: '@mail/urlaub' },
          {
            messageId: '<nachfrage@huber-verlag.example>',
            from: 'anna@huber-verlag.example',
            sentAt: '2026-03-03T09:00:00Z',
            subject: 'AW: Frage zum Abo',
          },
          { messageId: 'unbekannt@huber-verlag.example', sha256: 'ab'.repeat(32) },
        ],
        targets: [{ kind: 'contact', id: '@contact/paul' }],
      },
    },
  }),
  removeFilings: route({
    method: 'POST',
    path: '/api/mails/removals',
    summary: {
      de: 'Ablage zurücknehmen; keine Regel legt dort wieder ab',
      en: 'Take mails away from where they are filed; no rule files them there again',
    },
    permission: 'mails.file',
    changes: true,
    body: z.strictObject({ filings: filingIds }),
    answer: changedFilings,
    example: { as: 'nora', body: { filings: ['@filing/frage', '999999999'] } },
  }),
  restoreFilings: route({
    method: 'POST',
    path: '/api/mails/restorations',
    summary: { de: 'Zurückgenommene Ablage wiederherstellen', en: 'Put mails back where they were taken away' },
    permission: 'mails.file',
    changes: true,
    body: z.strictObject({ filings: filingIds }),
    answer: changedFilings,
    example: { as: 'nora', body: { filings: ['@filing/frage', '999999999'] } },
  }),
  moveFilings: route({
    method: 'POST',
    path: '/api/mails/moves',
    summary: { de: 'Mails woanders ablegen', en: 'Move mails to another record' },
    permission: 'mails.file',
    changes: true,
    body: z.strictObject({ filings: z.array(id).min(1).max(200), to: targetInBody }),
    answer: changedFilings,
    example: { as: 'nora', body: { filings: ['@filing/grundriss'], to: { kind: 'case', id: '@case/adressaenderung' } } },
  }),
}
