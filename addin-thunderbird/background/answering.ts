import { presenceRoutes } from '@postakte/shared/api/presence'
import { messageIdAnswered } from '../mail/draft'
import { missing, parts } from './parts'
import { windowOf } from './presence'

/** By tab, when it was said last: a draft changes with each key. */
const said = new Map<number, number>()
const tooSoon = 30_000

/** Colleagues see that a mail is being answered as long as the answer is open, whether our popup is or not. Closed: background/presence.ts. */
export async function tellAnswering(tabId: number): Promise<void> {
  if (Date.now() - (said.get(tabId) ?? 0) < tooSoon) return
  const before = said.get(tabId) ?? 0
  said.set(tabId, Date.now())
  const all = await parts()
  const messageId = (await missing(all)) === null ? await messageIdAnswered(tabId) : null
  if (messageId === null) return void said.set(tabId, before)
  const body = { window: await windowOf(tabId), program: 'thunderbird', at: { messageId }, doing: 'answering' } as const
  await all.session.ask(presenceRoutes.putPresence, { body }).catch(() => {})
}

/** Again: by itself it ends after a minute and a half. */
export async function tellAllAnswering(): Promise<void> {
  const drafts = await messenger.tabs.query({ type: 'messageCompose' })
  await Promise.all(drafts.map(({ id }) => tellAnswering(id)))
}
