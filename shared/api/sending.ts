import { z } from 'zod'
import { mostRuns } from '../sending/runs'
import { mailAddress, messageId, personOnMail } from './lookup'
import { caseRef, contactRef } from './refs'
import { route } from './route'
import { id, line } from './shapes'

/** What a mail program knows of a draft; its text stays there (shared/sending). */
export const draft = z.strictObject({
  /** The mail that it answers first: In-Reply-To, then References newest first. */
  thread: z.array(messageId).max(100).default([]),
  people: z.array(personOnMail).max(1_000).default([]),
  subject: z.string().max(10_000).default(''),
  /** Address of the mailbox that it is sent from: ours, whatever its domain. */
  mailbox: mailAddress.nullable().default(null),
  /** The case that the user chose for it, or that it belongs to none; null: nobody said. */
  chosen: z
    .union([z.literal('none'), id])
    .nullable()
    .default(null),
  /** `runsOfDraft` of its text. */
  runs: z.array(z.int().min(0)).max(mostRuns).default([]),
})

const caseOfDraft = caseRef.extend({ tag: z.string() })

export const sendingFinding = z.discriminatedUnion('kind', [
  /** A recipient who is no part of the case; `contact`: whose address it is. */
  z.object({ kind: z.literal('stranger'), address: z.string(), contact: contactRef.nullable() }),
  /** Words of something that we noted at this case for ourselves. */
  z.object({ kind: z.literal('note'), activityId: id, title: z.string() }),
])

const checked = z.object({
  /** Where it belongs, and how that is known; null: nowhere, or not for sure. */
  case: caseOfDraft.extend({ by: z.enum(['chosen', 'tag', 'answers']) }).nullable(),
  /** The mail that it answers lies at several: the user says which it is. */
  candidates: z.array(caseOfDraft),
  findings: z.array(sendingFinding),
  /** What the team wants in the subject and is not there yet (subjectWithTag of shared/mail/tags). */
  tagForSubject: z.string().nullable(),
})

/** Made by the program for this draft, and carried by the mail in the header X-Postakte-Sending. */
const token = z
  .string()
  .regex(/^[\w-]{22,64}$/)
  .meta({ example: 'Jq3lXv0aT2yC9bZkR7mWdQ' })
/** `findingKey` of what the user lets through. */
const keys = z.array(z.string().min(1).max(1_100)).max(200)

export const sendingRoutes = {
  checkDraft: route({
    method: 'POST',
    path: '/api/sending/check',
    summary: {
      de: 'Vor dem Senden: zu welchem Vorgang ein Entwurf gehört, und was an ihm auffällt',
      en: 'Before sending: which case a draft belongs to, and what should be looked at',
    },
    permission: 'cases.read',
    changes: false,
    body: draft,
    answer: checked,
    example: {
      as: 'nora',
      body: {
        thread: ['<frage@huber-verlag.example>'],
        people: [
          { address: 'n.stein@sonnberg.example', name: 'Nora Stein', role: 'from' },
          { address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'to' },
          { address: 'claire@librairie-petit.example', role: 'cc' },
        ],
        subject: 'AW: Frage zum Abo [VG=4711-x7k]',
      },
    },
  }),
  announceDraft: route({
    method: 'PUT',
    path: '/api/sending/:token',
    summary: {
      de: 'Beim Senden: noch einmal ansehen, und ankündigen, dass die Mail zu ihrem Vorgang gehört',
      en: 'On sending: a last look, and the word that the mail belongs to its case',
    },
    permission: 'mails.file',
    changes: true,
    keyed: 'unneeded',
    params: z.object({ token }),
    body: draft.extend({
      passed: keys.default([]),
      /** The mail is under way already: the server was away when it was sent. Nothing that is found holds up the announcement. */
      sent: z.boolean().default(false),
    }),
    answer: checked.extend({
      /** When the mail arrives it is filed at the case. False: it belongs to none, or something was found that is not in `passed`. */
      announced: z.boolean(),
      /** The mail should go there, too, so that it arrives; null where it does anyway, or nothing is announced. */
      bcc: z.string().nullable(),
    }),
    example: {
      as: 'nora',
      params: { token: 'Jq3lXv0aT2yC9bZkR7mWdQ' },
      body: {
        thread: ['<frage@huber-verlag.example>'],
        people: [{ address: 'anna@huber-verlag.example', name: 'Anna Huber', role: 'to' }],
        subject: 'AW: Frage zum Abo',
      },
    },
  }),
  letThrough: route({
    method: 'POST',
    path: '/api/sending/passes',
    summary: {
      de: 'Ein Befund vor dem Senden gilt nicht: mit Begründung ins Protokoll',
      en: 'Let findings through, with a reason for the journal',
    },
    permission: 'signed-in',
    changes: true,
    body: z.strictObject({
      /** The case that the draft belongs to; null: none. */
      caseId: id.nullable().default(null),
      passed: keys.min(1),
      reason: line(500),
    }),
    answer: 'nothing',
    problems: ['record-unknown'],
    example: {
      as: 'nora',
      body: {
        caseId: '@case/abo-umstellung',
        passed: ['stranger claire@librairie-petit.example'],
        reason: 'Frau Petit übernimmt das Abo.',
      },
    },
  }),
}
