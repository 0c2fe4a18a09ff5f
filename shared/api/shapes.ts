import { z } from 'zod'

/** Ids are digits in a string: they do not fit a JavaScript number for ever. */
export const id = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .meta({ example: '12' })
/** Of users, teams, roles and folders. */
export const smallId = z.int().min(1).max(2_147_483_647)
export const smallIdInPath = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(smallId)
/** RFC 3339 with milliseconds, UTC. */
export const instant = z.iso.datetime({ offset: true })
export const day = z.iso.date()
/** One line that a person typed: trimmed, without control characters. */
export const line = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
    .pipe(z.string().min(1).max(most))
/** Text of several lines. */
export const lines = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, ''))
/** The version that the caller saw; an edit of an older one is refused with the current state. */
export const version = z.int().min(1)

/** Lists come in pages; `next` of an answer is `after` of the following call. */
export const page = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
export const paged = <T extends z.ZodType>(one: T) => z.object({ items: z.array(one), next: z.string().nullable() })

/** Which record: the glossary's three kinds. */
export const target = z.strictObject({ kind: z.enum(['contact', 'case', 'opportunity']), id })
export type TargetRef = z.output<typeof target>

/** A person of the house as others see them. */
export const userRef = z.object({ id: smallId, name: z.string() })
export const teamRef = z.object({ id: smallId, name: z.string() })
export const roleRef = z.object({ id: smallId, name: z.string() })

/** problem+json (RFC 9457) as every error comes. */
export const problem = z.object({
  code: z.string(),
  /** What happened and what to do, in the caller's language. */
  title: z.string(),
  status: z.int(),
  /** With 'request-wrong': where. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** With 'changed-meanwhile': the record as it is now. */
  current: z.unknown().optional(),
  /** With 'sign-in-slow-down': seconds until the next try is looked at. */
  retryAfter: z.int().optional(),
})
export type ProblemAnswer = z.output<typeof problem>
