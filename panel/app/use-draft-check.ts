import { sendingRoutes } from '@postakte/shared/api/sending'
import type { SendingFinding } from '@postakte/shared/sending/findings'
import { localFindings } from '@postakte/shared/sending/local-findings'
import { type DraftAnswer, questionOf } from '@postakte/shared/sending/look-at-draft'
import { type DraftNote, newToken, noNote } from '@postakte/shared/sending/note'
import { useEffect, useState } from 'react'
import type { Draft, DraftKeeping } from '../host/mail-host'
import { type PanelParts, usePanel } from './panel-context'
import type { Session } from './session'
import { useAnswer } from './use-answer'
import { callOf } from './use-deed'

/** No program tells when the text changes. */
const lookAgain = 3_000

export interface DraftCheck {
  readonly note: DraftNote
  /** Undefined: the server has not answered yet, or does not. */
  readonly answer: DraftAnswer | undefined
  readonly findings: readonly SendingFinding[]
  readonly keep: (note: DraftNote) => Promise<void>
  /** The case, 'none', or null: as is found out. */
  readonly choose: (chosen: string | null) => Promise<void>
}

/** What will be said on sending, as the draft is now: its text is looked at while it is written. */
export function useDraftCheck(draft: Draft, drafts: DraftKeeping): DraftCheck {
  const { key, answers, people, mailbox, subject } = draft
  const parts = usePanel()
  const [note, setNote] = useState<DraftNote | null>(null)
  const content = useContent(key, drafts) ?? { subject, text: '' }
  const choose = useChoice(draft, parts)
  useLending(key, drafts, parts.session)
  useEffect(() => {
    let gone = false
    void drafts.note(key).then(
      (kept) => !gone && setNote(kept),
      () => !gone && setNote(noNote),
    )
    return () => {
      gone = true
    }
  }, [key, drafts])
  const written = { thread: answers === null ? [] : [answers], people, mailbox, ...content, chosen: note?.chosen ?? null }
  const asked = useAnswer(sendingRoutes.checkDraft, { body: questionOf(written) }, { enabled: note !== null, keep: true })
  const keep = async (next: DraftNote) => {
    await drafts.keep(key, next)
    setNote(next)
  }
  return {
    note: note ?? noNote,
    answer: asked.data,
    findings: [...(asked.data?.findings ?? []), ...localFindings(content)],
    keep,
    choose: async (chosen) => keep(await choose(note ?? noNote, chosen)),
  }
}

/**
 * What a person chose is announced at once, through the outbox: it holds, too, when the server is away on sending. Each choice has a
 * token of its own; the mail carries the last one.
 */
function useChoice({ subject }: Draft, { outbox }: PanelParts) {
  return async (note: DraftNote, chosen: string | null): Promise<DraftNote> => {
    const token = newToken()
    if (chosen === null || chosen === 'none' || token === null) return { ...note, chosen, token: null }
    const input = { params: { token }, body: { chosen, sent: true } }
    await outbox.do(callOf('announceDraft', input), subject).catch(() => {})
    return { ...note, chosen, token }
  }
}

/** What runs on sending may ask as the user does; renewed while the draft is open. */
function useLending(key: string, { lend }: DraftKeeping, session: Session): void {
  useEffect(() => {
    if (!lend) return
    let last: string | null = null
    const look = () => {
      const lent = session.lent()
      if (lent === null || lent.token === last) return
      last = lent.token
      void lend(key, lent).catch(() => {})
    }
    look()
    const timer = setInterval(look, lookAgain)
    return () => clearInterval(timer)
  }, [key, lend, session])
}

function useContent(key: string, drafts: DraftKeeping) {
  const [content, setContent] = useState<{ readonly subject: string; readonly text: string } | null>(null)
  useEffect(() => {
    let gone = false
    const look = () =>
      void drafts.content(key).then(
        (now) => !gone && setContent((before) => (before?.text === now.text && before.subject === now.subject ? before : now)),
        () => {},
      )
    look()
    const timer = setInterval(look, lookAgain)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [key, drafts])
  return content
}
