import { type DraftNote, type Lent, readLent, readNote } from '@postakte/shared/sending/note'
import { officeCall, officeCallOr } from './office-call'
import type { DraftItem } from './open-item'

/** Outlook keeps it with the draft while it is open, for the pane and for what runs on sending; it is not sent (Mailbox 1.11). */
const name = 'postakte'
const lentName = 'postakte-lent'

export const draftNote = (item: DraftItem, within?: number): Promise<DraftNote> =>
  officeCallOr<string | null>(null, (done) => item.sessionData.getAsync(name, done), within).then(readNote)

/** The mail carries the token from then on: what the user chose holds, too, where nothing runs on sending. */
export async function keepDraftNote({ sessionData, internetHeaders }: DraftItem, note: DraftNote, within?: number): Promise<void> {
  await officeCall<void>((done) => sessionData.setAsync(name, JSON.stringify(note), done), within)
  const { token } = note
  await officeCall<void>(
    (done) => (token === null ? internetHeaders.removeAsync([carried], done) : internetHeaders.setAsync({ [carried]: token }, done)),
    within,
  )
}
const carried = 'x-postakte-sending'

export const lentFor = (item: DraftItem, within?: number): Promise<Lent | null> =>
  officeCallOr<string | null>(null, (done) => item.sessionData.getAsync(lentName, done), within).then(readLent)

export const lendFor = (item: DraftItem, lent: Lent): Promise<void> =>
  officeCall<void>((done) => item.sessionData.setAsync(lentName, JSON.stringify(lent), done))

export async function draftContent(item: DraftItem): Promise<{ readonly subject: string; readonly text: string }> {
  const [subject, text] = await Promise.all([officeCall<string>((done) => item.subject.getAsync(done)), draftText(item)])
  return { subject, text }
}

export const draftText = (item: DraftItem, within?: number): Promise<string> =>
  officeCallOr<string>('', (done) => item.body.getAsync('text' as Office.CoercionType, done), within)
