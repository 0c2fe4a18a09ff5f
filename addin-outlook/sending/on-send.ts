import type { Waiting } from '@postakte/panel/outbox/outbox'
import type { ResultOf } from '@postakte/shared/api/route'
import type { sendingRoutes } from '@postakte/shared/api/sending'
import { subjectWithTag } from '@postakte/shared/mail/tags'
import { findingSentence } from '@postakte/shared/sending/findings'
import { localFindings } from '@postakte/shared/sending/local-findings'
import { inTime, type LookedAt, lookAtDraft, questionOf, type WrittenDraft } from '@postakte/shared/sending/look-at-draft'
import { type DraftNote, newToken } from '@postakte/shared/sending/note'
import { notPassed } from '@postakte/shared/sending/passed'
import { deSending } from '@postakte/shared/texts/de-sending'
import { enSending } from '@postakte/shared/texts/en-sending'
import { fill } from '@postakte/shared/texts/fill'
import { draftNote, draftText, keepDraftNote, lentFor } from '../host/draft-note'
import { type officeCall, officeCallOr } from '../host/office-call'
import { type DraftItem, isMessage, type OfficeItem, openDraft } from '../host/open-item'
import { Server } from './server'

type Announced = ResultOf<typeof sendingRoutes.announceDraft>

/** What is told to Outlook about the mail. */
export interface Verdict {
  readonly allowEvent: boolean
  readonly errorMessage?: string
  /** The button that opens the pane, where Outlook knows of that (Mailbox 1.14). */
  readonly commandId?: string
}

/** A call to Outlook on sending; the whole look takes no longer than the second. */
const callPatience = 1_500
const patience = 6_000

/** Looks at the mail that is being sent. Whatever goes wrong here, the mail goes. */
export async function onMessageSend(event: { completed(verdict: Verdict): void }): Promise<void> {
  const verdict = await inTime(look, patience)
  event.completed(verdict ?? { allowEvent: true })
}

/** One question to the server: the mail is announced at once, unless something was found here already. */
async function look(): Promise<Verdict> {
  const item = Office.context.mailbox.item as OfficeItem | undefined
  if (!item || !isMessage(item)) return { allowEvent: true }
  const draft = item as unknown as DraftItem
  const language = Office.context.displayLanguage?.toLowerCase().startsWith('de') ? 'de' : 'en'
  const [note, lent] = await Promise.all([draftNote(draft, callPatience), lentFor(draft, callPatience)])
  const server = new Server(language, lent)
  const token = note.token ?? newToken()
  const written = await writtenDraft(draft, note)
  const goes = token !== null && notPassed(localFindings(written), note.passed).length === 0
  const looked = await lookAtDraft(written, (question, signal) =>
    goes
      ? server.ask<Announced>('PUT', `/api/sending/${token}`, { ...question, passed: note.passed }, signal)
      : server.ask<Announced>('POST', '/api/sending/check', question, signal),
  )
  const open = notPassed(looked.findings, note.passed)
  if (open.length > 0) return stopped({ ...looked, findings: open }, language)
  await sendFor(draft, { server, looked, note, token, written })
  return { allowEvent: true }
}

async function writtenDraft(item: DraftItem, note: DraftNote): Promise<WrittenDraft> {
  const [shown, text] = await Promise.all([openDraft(item, ''), draftText(item, callPatience)])
  const { answers, people, subject, mailbox } = shown
  return { thread: answers === null ? [] : [answers], people, subject, text, mailbox, chosen: note.chosen }
}

/** At most three; Outlook shows little. */
const mostSentences = 3

function stopped({ findings, case: at }: LookedAt, language: 'de' | 'en'): Verdict {
  const sentences = language === 'de' ? deSending : enSending
  const said = findings.slice(0, mostSentences).map((one) => findingSentence(one, at, sentences))
  const more = findings.length > mostSentences ? [fill(sentences.more, { count: String(findings.length - mostSentences) })] : []
  return {
    allowEvent: false,
    errorMessage: [sentences.stopped, ...said, ...more, sentences.whatToDo].join('\n'),
    commandId: 'Compose.Open',
  }
}

/** As the outbox keeps it: sent when the server is back, the mail being under way. */
const announcement = (token: string, written: WrittenDraft): Waiting => ({
  key: `sending-${token}`,
  label: written.subject,
  since: new Date().toISOString(),
  work: { kind: 'call', route: 'announceDraft', input: { params: { token }, body: { ...questionOf(written), sent: true } } },
  refused: null,
})

interface Sending {
  readonly server: Server
  readonly looked: LookedAt<Announced>
  readonly note: DraftNote
  readonly token: string | null
  readonly written: WrittenDraft
}

/** The mail gets what it needs to be filed. What Outlook refuses of that is left out: the mail goes. */
async function sendFor(item: DraftItem, { server, looked, note, token, written }: Sending): Promise<void> {
  const { answer, tagForSubject } = looked
  const later = answer === null && token !== null && (await server.isSignedIn())
  const call = (start: Parameters<typeof officeCall<void>>[0]) => officeCallOr<void>(undefined, start, callPatience)
  await Promise.all([
    tagForSubject === null ? null : call((done) => item.subject.setAsync(subjectWithTag(written.subject, tagForSubject), done)),
    answer?.bcc ? call((done) => item.bcc.addAsync([answer.bcc!], done)) : null,
    later || answer?.announced ? keepDraftNote(item, { ...note, token }, callPatience).catch(() => {}) : null,
    later ? server.leave(announcement(token, written)) : null,
  ])
}
