import type { AnswerOf } from '@postakte/shared/api/route'
import type { sendingRoutes } from '@postakte/shared/api/sending'
import { subjectWithTag } from '@postakte/shared/mail/tags'
import type { Query } from '../db/db'
import type { Own } from '../intake/pipeline/decision'
import { type AskedDraft, caseOf, type DraftCase, tagOf } from './case-of'
import { quotedNotes } from './quoted-notes'
import { strangersOf } from './strangers'

export type Checked = AnswerOf<typeof sendingRoutes.checkDraft>

/** Looks at a draft and says what should be looked at once more. It forbids nothing: the user has the last word. */
export async function checkDraft(tx: Query, own: Own, asked: AskedDraft): Promise<Checked> {
  const { at, by, candidates } = await caseOf(tx, asked)
  if (at === null) return { case: null, candidates: candidates.map(shown), findings: [], tagForSubject: null }
  const findings = [...(await strangersOf(tx, at, asked, own)), ...(await quotedNotes(tx, at, asked.runs))]
  return { case: { ...shown(at), by }, candidates: [], findings, tagForSubject: tagFor(at, asked.subject) }
}

const shown = (one: DraftCase) => ({ ...one, tag: tagOf(one) })

function tagFor(at: DraftCase, subject: string): string | null {
  const tag = tagOf(at)
  return at.tagSubjects && subjectWithTag(subject, tag) !== subject ? tag : null
}
