import { z } from 'zod'
import { filedTarget, filing } from './filed'
import { route } from './route'
import { id, instant, page, paged, userRef } from './shapes'

const address = z.object({ address: z.string(), name: z.string() })
const state = z.enum(['filed', 'ask', 'unmatched', 'ignored'])
const direction = z.enum(['in', 'out', 'internal'])

export const mailLine = z.object({
  id,
  messageId: z.string().nullable(),
  subject: z.string(),
  from: address,
  sentAt: instant.nullable(),
  receivedAt: instant,
  direction,
  /** 'normal', 'auto-reply', 'bounce', 'receipt', 'list', 'invitation'. */
  class: z.string(),
  /** 0 forged or refuted, 1 unproven, 2 proven, 3 ours. */
  trust: z.int(),
  state,
  preview: z.string(),
  attachments: z.int(),
})

/** A file of a mail. Its name is safe to show and to save under; its type is what it may be sent as. */
export const attachment = z.object({
  number: z.int(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  /** The mail shows it in its text: a logo, a picture. */
  inline: z.boolean(),
  /** It runs, or holds what runs: ask a person first. */
  dangerous: z.boolean(),
})

const mail = mailLine.omit({ attachments: true }).extend({
  to: z.array(address),
  cc: z.array(address),
  replyTo: z.array(address),
  attachments: z.array(attachment),
  /** Where it lies and lay: `removed` says who took it away. */
  filings: z.array(filing.extend({ removed: z.object({ by: userRef.nullable(), at: instant }).nullable() })),
  /** Why the machine did what it did, in sentences. */
  findings: z.array(z.string()),
  suggestions: z.array(filedTarget),
  /** What was taken off to get at this mail, outermost first: who forwarded it, when, and with what words. */
  hops: z.array(z.object({ kind: z.string(), by: address.nullable(), at: instant.nullable(), comment: z.string() })),
  /** Limits that reading met: the original is kept whole. */
  partly: z.array(z.string()),
  suspicious: z.array(z.string()),
  /** Perhaps the same mail, with a Message-ID that a gateway rewrote. */
  duplicates: z.array(z.object({ id, subject: z.string(), receivedAt: instant })),
  todo: z.object({ id, kind: z.enum(['ask', 'unmatched']), assignee: userRef.nullable(), done: z.boolean() }).nullable(),
  /** Where it was seen, as far as that is for the caller. */
  sightings: z.array(
    z.object({
      source: z.enum(['imap', 'folder', 'archive', 'panel', 'dev']),
      at: instant,
      mailbox: z.string().nullable(),
      user: userRef.nullable(),
    }),
  ),
})

const shown = z.object({
  kind: z.enum(['html', 'text']),
  /** Cleaned by the server; the browser cleans it once more and puts it into the frame (docs/showing-mail.md). */
  html: z.string(),
  notes: z.array(z.enum(['cut', 'only-text', 'unreadable', 'empty'])),
  blockedPictures: z.int(),
  ownPictures: z.array(z.object({ cid: z.string(), attachment: z.int() })),
})

const mailParams = z.object({ mailId: id })
const reading = { method: 'GET', permission: 'mails.read', changes: false, params: mailParams } as const
const example = { as: 'nora', params: { mailId: '@mail/grundriss' } } as const

export const mailRoutes = {
  putMailSource: route({
    method: 'PUT',
    path: '/api/mails/source',
    summary: { de: 'Quelltext einer Mail übergeben, die der Server nicht hat', en: 'Hand over the source of a mail that the server lacks' },
    permission: 'mails.file',
    changes: true,
    withoutTransaction: true,
    bytesUpTo: 'largest-mail',
    answer: mailLine,
    problems: ['mail-empty', 'mail-unreadable', 'server-busy'],
    example: {
      as: 'nora',
      body: new TextEncoder().encode(
        'From: Anna Huber <anna@huber-verlag.example>\r\nTo: n.stein@sonnberg.example\r\nSubject: Notiz\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\nMessage-ID: <notiz@huber-verlag.example>\r\n\r\nGuten Tag.\r\n',
      ),
    },
  }),
  getMail: route({
    ...reading,
    path: '/api/mails/:mailId',
    summary: {
      de: 'Eine Mail: Kopf, Ablage und warum, Anhänge, woher',
      en: 'A mail: head, where it lies and why, attachments, where from',
    },
    withoutTransaction: true,
    answer: mail,
    problems: ['mail-too-costly'],
    example,
  }),
  getMailThread: route({
    ...reading,
    path: '/api/mails/:mailId/thread',
    summary: { de: 'Der Verlauf, in dem eine Mail steht, neueste zuerst', en: 'The thread that a mail stands in, newest first' },
    query: z.object(page),
    answer: paged(mailLine.extend({ filings: z.array(filing) })),
    example,
  }),
  getMailDocument: route({
    ...reading,
    path: '/api/mails/:mailId/document',
    summary: {
      de: 'Der Inhalt einer Mail, gereinigt, für den abgeschlossenen Rahmen',
      en: 'The content of a mail, cleaned, for the sandboxed frame',
    },
    withoutTransaction: true,
    query: z.object({ view: z.enum(['html', 'text']).default('html') }),
    answer: shown,
    problems: ['mail-too-costly'],
    example,
  }),
  getMailSource: route({
    ...reading,
    path: '/api/mails/:mailId/source',
    summary: { de: 'Der Quelltext einer Mail (.eml), ohne Bcc', en: 'The source of a mail (.eml), without Bcc' },
    answer: 'bytes',
    problems: ['mail-too-costly'],
    example,
  }),
  getMailAttachment: route({
    ...reading,
    path: '/api/mails/:mailId/attachments/:number',
    summary: { de: 'Ein Anhang einer Mail, ganz oder in Teilen', en: 'An attachment of a mail, whole or in parts' },
    params: z.object({
      mailId: id,
      number: z
        .string()
        .regex(/^\d{1,3}$/)
        .transform(Number),
    }),
    answer: 'bytes',
    problems: ['mail-too-costly'],
    example: { as: 'nora', params: { mailId: '@mail/grundriss', number: '0' } },
  }),
}
