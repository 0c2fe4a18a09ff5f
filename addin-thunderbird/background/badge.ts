import type { PanelTexts } from '@postakte/panel/app/panel-texts'
import type { Card } from '@postakte/panel/app/use-lookup'
import { fill } from '@postakte/shared/texts/fill'
import { thunderbirdTexts } from '../host/texts'

interface Badge {
  readonly text: string
  readonly colour: string
  readonly title: string
}

/** By tab, the mail that its badge speaks of. */
const spokenOf = new Map<number, string>()

/** The button says how it stands with the open mail. */
export async function showBadge(tabId: number, key: string, card: Card, waits: boolean, { language }: PanelTexts): Promise<void> {
  spokenOf.set(tabId, key)
  await put(tabId, badgeOf(card, waits, thunderbirdTexts(language)))
}

/** Another mail is open: what was said of the one before goes. Thunderbird may tell so later than the side panel of the new one asks. */
export async function clearBadge(tabId: number, key: string | null): Promise<void> {
  if (spokenOf.get(tabId) === key) return
  spokenOf.delete(tabId)
  await put(tabId, { text: '', colour: '#0f6cbd', title: 'Postakte' })
}

async function put(tabId: number, { text, colour, title }: Badge): Promise<void> {
  await Promise.allSettled([
    messenger.messageDisplayAction.setBadgeText({ tabId, text }),
    messenger.messageDisplayAction.setBadgeBackgroundColor({ tabId, color: colour }),
    messenger.messageDisplayAction.setTitle({ tabId, title }),
  ])
}

export function badgeOf({ filings, contact, candidates, cases }: Card, waits: boolean, words: ReturnType<typeof thunderbirdTexts>): Badge {
  if (waits) return { text: '…', colour: '#c2700c', title: words.badgeWaiting }
  if (filings.length > 0) {
    const names = filings.map(({ target }) => target.name).join(', ')
    return { text: '✓', colour: '#2e8b57', title: fill(words.badgeFiled, { names }) }
  }
  if (contact) {
    const title = fill(words.badgeKnown, { name: contact.name, count: String(cases.length) })
    return { text: cases.length === 0 ? '' : String(cases.length), colour: '#0f6cbd', title }
  }
  return { text: '?', colour: '#8a8886', title: candidates.length > 0 ? words.badgeAmbiguous : words.badgeUnknown }
}
