import { z } from 'zod'
import { activity } from './activities'
import { mailLine } from './mails'
import { caseRef, contactRef } from './refs'
import { route } from './route'
import { instant, page, paged } from './shapes'

export const hitKind = z.enum(['mail', 'activity', 'case', 'contact'])
export type HitKind = z.output<typeof hitKind>

/** A text in pieces, one after the other: `found` are words that were asked for. Plain text, never HTML. */
export const foundText = z.array(z.object({ text: z.string(), found: z.boolean() }))
export type FoundText = z.output<typeof foundText>

const common = {
  /** When it was sent, happened, or was made. */
  at: instant,
  title: foundText,
  /** Where the words stand in its text, names or attachments; empty when they stand in the title alone. */
  excerpt: foundText,
}

const hit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mail'), ...common, mail: mailLine }),
  z.object({ kind: z.literal('activity'), ...common, activity: activity.pick({ id: true, kind: true, user: true }) }),
  z.object({ kind: z.literal('case'), ...common, case: caseRef }),
  z.object({ kind: z.literal('contact'), ...common, contact: contactRef }),
])
export type Hit = z.output<typeof hit>

export const searchRoutes = {
  search: route({
    method: 'GET',
    path: '/api/search',
    summary: {
      de: 'Mails, Anrufe, Notizen, Termine, Vorgänge und Kontakte nach Wörtern suchen',
      en: 'Search mails, calls, notes, meetings, cases and contacts by words',
    },
    permission: 'signed-in',
    changes: false,
    withoutTransaction: true,
    query: z.object({
      /** All of them must be there, in any form; "in quotes" one after the other; the last one may go on. */
      words: z.string().max(300),
      after: page.after,
      limit: z.coerce.number().int().min(1).max(50).default(20),
      /** Kinds by comma; absent: all. */
      kinds: z
        .string()
        .max(60)
        .transform((list) => list.split(','))
        .pipe(z.array(hitKind).min(1))
        .optional(),
    }),
    /** First those with all words in the subject or title, then the others; newest first. A page may hold fewer than `limit`. */
    answer: paged(hit),
    problems: ['search-no-word'],
    example: { as: 'nora', query: { words: 'rechnung zeitung', kinds: 'mail,activity' } },
  }),
}
