import type { ReadMail } from '@postakte/panel/host/mail-host'
import { presenceRoutes } from '@postakte/shared/api/presence'
import browser from 'webextension-polyfill'
import { type Parts, parts } from './parts'

/** By tab, what was said last and when: the side panel and the background itself may ask for the same mail at once. */
const said = new Map<number, { readonly messageId: string; readonly at: number }>()
const tooSoon = 10_000

/** Says that the user reads the mail. It is said again with each look of the side panel, and ends by itself where none comes. */
export async function tellPresence({ session }: Parts, tabId: number, { messageId }: ReadMail): Promise<void> {
  const before = said.get(tabId)
  if (messageId === null || (before?.messageId === messageId && Date.now() - before.at < tooSoon)) return
  said.set(tabId, { messageId, at: Date.now() })
  const body = { window: await windowOf(tabId), program: 'thunderbird', at: { messageId }, doing: 'reading' } as const
  await session.ask(presenceRoutes.putPresence, { body }).catch(() => {})
}

/** The tab shows no single mail any more. */
export async function endPresence(tabId: number): Promise<void> {
  said.delete(tabId)
  const { session } = await parts()
  if (session.state.get() !== 'signed-in') return
  await session.ask(presenceRoutes.leavePresence, { params: { window: await windowOf(tabId) } }).catch(() => {})
}

/** The same person may have two Thunderbirds open. */
export async function windowOf(tabId: number): Promise<string> {
  const { program } = await browser.storage.session.get('program')
  const name = typeof program === 'string' ? program : crypto.randomUUID().slice(0, 18)
  if (name !== program) await browser.storage.session.set({ program: name })
  return `${name}-${tabId}`
}
