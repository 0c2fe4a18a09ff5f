import { thunderbirdTexts } from '../host/texts'
import { allOf } from '../mail/all-of'
import { openCompanion, openFor } from './open-panel'
import { parts } from './parts'

/** They outlive the sleep of the background, not the end of Thunderbird. One after the other: each takes the old ones away first. */
export function arrangeMenus(): Promise<void> {
  arranged = arranged.then(arrange, arrange)
  return arranged
}

let arranged: Promise<void> = Promise.resolve()

async function arrange(): Promise<void> {
  const { settings } = await parts()
  const words = thunderbirdTexts(settings.language)
  await messenger.menus.removeAll()
  messenger.menus.create({ id: 'file-selected', title: words.fileSelected, contexts: ['message_list'] })
  messenger.menus.create({ id: 'own-window', title: words.inOwnWindow, contexts: ['message_display_action'] })
}

export async function menuClicked({ menuItemId, selectedMessages }: Messenger.MenuClick, tab?: Messenger.Tab): Promise<void> {
  if (menuItemId === 'own-window' && tab) return openCompanion(tab.windowId)
  if (menuItemId !== 'file-selected' || !selectedMessages) return
  const ids = (await allOf(selectedMessages)).map(({ id }) => id)
  if (ids.length > 0) await openFor(ids)
}
