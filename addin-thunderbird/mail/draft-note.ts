import { type DraftNote, readNote } from '@postakte/shared/sending/note'
import browser from 'webextension-polyfill'

/** Goes with Thunderbird, as the compose windows do; it outlives the sleep of the background. */
const placeOf = (tabId: number) => `note ${tabId}`

export async function draftNote(tabId: number): Promise<DraftNote> {
  const place = placeOf(tabId)
  const kept = (await browser.storage.session.get(place))[place]
  return readNote(typeof kept === 'string' ? kept : null)
}

export const keepDraftNote = (tabId: number, note: DraftNote): Promise<void> =>
  browser.storage.session.set({ [placeOf(tabId)]: JSON.stringify(note) })

export const forgetDraftNote = (tabId: number): Promise<void> => browser.storage.session.remove(placeOf(tabId))
