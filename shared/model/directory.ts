import { z } from 'zod'

/**
 * Who is known, as a value: the demo world, tests, and `postakte explain --directory FILE` use it; the database answers
 * the same questions (server/intake/look-up.ts). Ids are opaque text.
 */
export const directory = z.object({
  own: z.object({
    /** Ours: never a customer. */
    domains: z.array(z.string()).default([]),
    /** Mailboxes that the server reads, shared ones, and those of users. */
    addresses: z.array(z.string()).default([]),
    forwarding: z.array(z.string()).default([]),
    /** Whose Authentication-Results we believe. */
    authservIds: z.array(z.string()).default([]),
  }),
  contacts: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['person', 'company']),
        number: z.string().nullish(),
        name: z.string(),
        addresses: z.array(z.string()).default([]),
        roleAddresses: z.array(z.string()).default([]),
        company: z.string().nullish(),
        active: z.boolean().default(true),
      }),
    )
    .default([]),
  cases: z
    .array(
      z.object({
        id: z.string(),
        number: z.string(),
        check: z.string(),
        title: z.string(),
        contact: z.string().nullish(),
        participants: z.array(z.string()).default([]),
        status: z.enum(['open', 'waiting', 'closed', 'archived']).default('open'),
        private: z.boolean().default(false),
      }),
    )
    .default([]),
  opportunities: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        contact: z.string().nullish(),
        people: z.array(z.string()).default([]),
        open: z.boolean().default(true),
      }),
    )
    .default([]),
  /** Already filed. */
  mails: z
    .array(
      z.object({
        messageId: z.string(),
        direction: z.enum(['in', 'out', 'internal']).default('in'),
        filedUnder: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** Agents filed mail of this address there before. */
  memory: z.array(z.object({ address: z.string(), target: z.string(), times: z.number().int().positive() })).default([]),
})
export type Directory = z.infer<typeof directory>
