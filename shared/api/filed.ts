import { z } from 'zod'
import { id, instant, target, userRef } from './shapes'

/** A record that a mail is filed under, as a person calls it. */
export const filedTarget = target.extend({ name: z.string(), number: z.string().nullable() })

/** Where a mail is filed, by whom, when and why. */
export const filing = z.object({
  id,
  mailId: id,
  target: filedTarget,
  /** Null: a rule did it. */
  filedBy: userRef.nullable(),
  filedAt: instant,
  /** A sentence in the caller's language. */
  because: z.string(),
  /** The rule that found the place; 'person' for none. */
  rule: z.string(),
  /** Numbers of the attachments that belong there (0 is the first); null for all. */
  attachments: z.array(z.int()).nullable(),
})
