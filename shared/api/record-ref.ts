import { z } from 'zod'
import { caseRef, contactRef, opportunityRef } from './refs'

/** A record of any kind, as others name it. */
export const recordRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('contact'), contact: contactRef }),
  z.object({ kind: z.literal('case'), case: caseRef }),
  z.object({ kind: z.literal('opportunity'), opportunity: opportunityRef }),
])
export type RecordRef = z.output<typeof recordRef>
