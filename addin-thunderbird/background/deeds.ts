import { type Filed, headOf } from '@postakte/panel/app/file-mail'
import type { Card } from '@postakte/panel/app/use-lookup'
import type { ReadMail } from '@postakte/panel/host/mail-host'
import { callOf } from '@postakte/panel/outbox/work'
import type { ResultOf } from '@postakte/shared/api/route'
import type { api } from '@postakte/shared/api/routes'
import type { TargetRef } from '@postakte/shared/api/shapes'
import { sourceOf } from '../mail/source'
import { setTag } from '../mail/tag'
import type { SideDeed, SideNotice } from '../side/talk'
import { changeFilings } from './cards'
import type { Parts } from './parts'

type Of<D extends SideDeed['do']> = Extract<SideDeed, { readonly do: D }>
type Result<K extends keyof typeof api> = ResultOf<(typeof api)[K]>

/** The mail that the user saw when clicking; looked up with that candidate. */
export interface Seen {
  readonly header: Messenger.MessageHeader
  readonly mail: ReadMail
  readonly contactId: string | null
}

export async function fileMail(all: Parts, seen: Seen, { target, title }: Of<'file'>): Promise<SideNotice> {
  const { say, language } = all.texts
  const { header, mail } = seen
  const work = { kind: 'file' as const, source: null, head: headOf(mail), targets: [target], attachments: null, wholeThread: false }
  const outcome = await all.outbox.do<Filed>(work, title, () => sourceOf(header.id))
  if (!outcome.sent) {
    await setTag(header.id, 'waiting', language).catch(() => {})
    return { text: say('filedLater', { name: title }), undo: { do: 'let-go', waiting: outcome.key } }
  }
  const { filings } = outcome.result
  await stands(all, seen, filings)
  const made = filings.find((one) => isAt(one.target, target))
  return { text: say('filedNow', { name: title }), undo: made ? { do: 'take-away', filingId: made.id, title } : null }
}

export async function takeAway(all: Parts, seen: Seen, { do: what, filingId, title }: Of<'take-away' | 'put-back'>): Promise<SideNotice> {
  const { say } = all.texts
  const call = callOf(what === 'take-away' ? 'removeFilings' : 'restoreFilings', { body: { filings: [filingId] } })
  const outcome = await all.outbox.do<Result<'removeFilings'>>(call, seen.mail.subject)
  if (outcome.sent) await stands(all, seen, outcome.result.mails[0]?.filings ?? [])
  if (!outcome.sent) return { text: say('sentLater', { label: title }), undo: { do: 'let-go', waiting: outcome.key } }
  if (what === 'put-back') return { text: say('undone'), undo: null }
  return { text: say('takenAway', { name: title }), undo: { do: 'put-back', filingId, title } }
}

export async function letGo(all: Parts, { header }: Seen, { waiting }: Of<'let-go'>): Promise<SideNotice> {
  await all.outbox.letGo(waiting)
  await setTag(header.id, null, all.texts.language).catch(() => {})
  return { text: all.texts.say('undone'), undo: null }
}

export async function logCall({ outbox, texts: { say } }: Parts, { title, text, direction, under }: Of<'log-call'>): Promise<SideNotice> {
  const body = { kind: 'call' as const, direction, minutes: null, occurredAt: new Date().toISOString(), title, text, under: [under] }
  const outcome = await outbox.do<Result<'logActivity'>>(callOf('logActivity', { body }), title)
  if (!outcome.sent) return { text: say('sentLater', { label: title }), undo: { do: 'let-go', waiting: outcome.key } }
  const { id, version } = outcome.result
  return { text: say('logged', { title }), undo: { do: 'delete-call', id, version } }
}

export async function makeFollowUp({ outbox, texts: { say, day } }: Parts, { text, dueOn, at }: Of<'follow-up'>): Promise<SideNotice> {
  const outcome = await outbox.do<Result<'makeFollowUp'>>(
    callOf('makeFollowUp', { body: { at, dueOn, text, onlyWithoutAnswer: false } }),
    text,
  )
  if (!outcome.sent) return { text: say('sentLater', { label: text }), undo: { do: 'let-go', waiting: outcome.key } }
  const { id, version } = outcome.result
  return { text: say('followUpMade', { day: day(dueOn) }), undo: { do: 'finish-follow-up', id, version } }
}

export async function undoNote(
  { outbox, texts: { say } }: Parts,
  { do: what, id, version }: Of<'delete-call' | 'finish-follow-up'>,
): Promise<SideNotice> {
  const body = { version }
  const call =
    what === 'delete-call'
      ? callOf('deleteActivity', { params: { activityId: id }, body })
      : callOf('finishFollowUp', { params: { followUpId: id }, body })
  await outbox.do(call, say('undo'))
  return { text: say('undone'), undo: null }
}

/** The server's truth; the tag in the list is a convenience, and it stands without it. */
async function stands(all: Parts, { header, mail, contactId }: Seen, filings: Card['filings']): Promise<void> {
  changeFilings(mail, contactId, filings)
  await setTag(header.id, filings.length > 0 ? 'filed' : null, all.texts.language).catch(() => {})
}

const isAt = (one: TargetRef, other: TargetRef) => one.kind === other.kind && one.id === other.id
