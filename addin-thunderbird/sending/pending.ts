import type { DraftQuestion } from '@postakte/shared/sending/look-at-draft'
import browser from 'webextension-polyfill'
import type { Written } from './rebuilt'

/** A mail that is being sent, as it is remembered until Thunderbird says that it is sent. */
export interface Pending {
  /** Where it will be filed; null: the server has not said yet. */
  readonly caseId: string | null
  /** Without the runs of its text: nobody asks for findings any more. */
  readonly question: DraftQuestion
  /** With the tag of its case. */
  readonly subject: string
  readonly written: Written
}

const placeOf = (tabId: number) => `sending ${tabId}`

/** The background may sleep while Thunderbird sends. */
export const remember = (tabId: number, pending: Pending): Promise<void> =>
  browser.storage.session.set({ [placeOf(tabId)]: JSON.stringify(pending) })

export const forget = (tabId: number): Promise<void> => browser.storage.session.remove(placeOf(tabId))

export async function remembered(tabId: number): Promise<Pending | null> {
  const place = placeOf(tabId)
  const kept = (await browser.storage.session.get(place))[place]
  return typeof kept === 'string' ? (JSON.parse(kept) as Pending) : null
}
