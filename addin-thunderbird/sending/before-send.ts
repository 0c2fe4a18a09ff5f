import { sendingRoutes } from '@postakte/shared/api/sending'
import { subjectWithTag } from '@postakte/shared/mail/tags'
import { inTime, lookAtDraft, patienceOnSend, questionOf, type WrittenDraft } from '@postakte/shared/sending/look-at-draft'
import { notPassed } from '@postakte/shared/sending/passed'
import { openDraftPanel } from '../background/open-panel'
import { missing, type Parts, parts } from '../background/parts'
import { draftOf } from '../mail/draft'
import { draftNote } from '../mail/draft-note'
import { forget, remember } from './pending'
import { writtenIn } from './rebuilt'

/** Of the time that a mail may wait, what is left for the server: Thunderbird's own answers take some, too. */
const forServer = patienceOnSend - 500

/**
 * Looks at the mail that is being sent. An error here, or an answer that never comes, would lock its window for good: whatever goes
 * wrong, and after three seconds, the mail goes.
 */
export async function beforeSend(tab: Messenger.Tab, details: Messenger.ComposeDetails): Promise<Messenger.SendVerdict> {
  const verdict = (await inTime(() => look(tab.id, details), patienceOnSend)) ?? {}
  if (!verdict.cancel) return verdict
  await forget(tab.id).catch(() => {})
  void openDraftPanel(tab.windowId)
  return verdict
}

async function look(tabId: number, details: Messenger.ComposeDetails): Promise<Messenger.SendVerdict> {
  const all = await parts()
  const lacks = await missing(all)
  // Who is not signed in could not let anything through.
  if (lacks !== null && lacks !== 'ended') return {}
  const [{ answers, people, subject, mailbox }, note] = await Promise.all([draftOf(tabId, details), draftNote(tabId)])
  const thread = answers === null ? [] : [answers]
  const draft = { thread, people, subject, text: details.plainTextBody, mailbox, chosen: note.chosen }
  const pending = { caseId: null, question: { ...questionOf(draft), runs: [] }, subject, written: await writtenIn(tabId, details) }
  // Before the server is asked: when it is late the mail is filed all the same, once it says where.
  await (draft.chosen === 'none' ? forget(tabId) : remember(tabId, pending))
  if (lacks === 'ended') return {}
  const { answer, case: at, findings, tagForSubject } = await ask(all, draft)
  const tagged = tagForSubject === null ? subject : subjectWithTag(subject, tagForSubject)
  if (at !== null) await remember(tabId, { ...pending, caseId: at.id, subject: tagged })
  else if (answer !== null) await forget(tabId)
  if (notPassed(findings, note.passed).length > 0) return { cancel: true }
  return tagged === subject ? {} : { details: { subject: tagged } }
}

const ask = ({ session }: Parts, draft: WrittenDraft) =>
  lookAtDraft(draft, (body, signal) => session.ask(sendingRoutes.checkDraft, { body }, signal ? { signal } : {}), forServer)
