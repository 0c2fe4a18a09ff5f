import { z } from 'zod'
import { caseRef, caseStatus, contactRef } from './refs'
import { id, instant, smallId, teamRef, userRef, version } from './shapes'

export const caseType = z.enum(['case', 'inquiry'])
export const caseLinkKind = z.enum(['related', 'follows', 'followed-by', 'duplicate-of', 'has-duplicate'])
export const folderRef = z.object({ id: smallId, name: z.string() })

/** A case as it stands in a list. */
export const caseItem = caseRef.extend({
  /** `[VG=4711-x7k]`, as it belongs into a subject. */
  tag: z.string(),
  type: caseType,
  contact: contactRef.nullable(),
  team: teamRef.nullable(),
  assignee: userRef.nullable(),
  /** Who is away, when the case is in the caller's list as their substitute. */
  inAbsenceOf: userRef.nullable(),
  folder: folderRef.nullable(),
  /** The waiting clock: first mail of the other side that nobody has answered. */
  customerWaitsSince: instant.nullable(),
  weWaitSince: instant.nullable(),
  updatedAt: instant,
  version,
})

/** A case as it is opened. */
export const caseRecord = caseItem.extend({
  owner: userRef.nullable(),
  participants: z.array(contactRef),
  /** Since when it has this status, and who gave it; null: the server, when a mail came. */
  statusAt: instant,
  statusBy: userRef.nullable(),
  closedAt: instant.nullable(),
  createdAt: instant,
  links: z.array(z.object({ case: caseRef, kind: caseLinkKind })),
  /** Where its number, its tag and its mails lead since it was merged. */
  mergedInto: caseRef.nullable(),
  /** Cases that were merged into this one. */
  merged: z.array(caseRef),
})
export type CaseRecord = z.output<typeof caseRecord>

/** The version that the caller saw; left out: whatever it is now. */
export const seen = { version: version.optional() }
export const seenInQuery = { version: z.coerce.number().pipe(version).optional() }

export const caseParams = z.object({ caseId: id })
export { caseStatus }
