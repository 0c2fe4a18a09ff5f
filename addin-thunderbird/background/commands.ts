import { thunderbirdTexts } from '../host/texts'
import type { SideCall } from '../side/talk'
import { look } from './look'
import { parts } from './parts'

/** Keys of the user's choice (Thunderbird's page of add-ons has them); they work on the mail that is shown. */
export async function commandGiven(command: string, tab: Messenger.Tab | undefined): Promise<void> {
  if (!tab) return
  if (command === 'fold') await tell(tab.id, { side: 'fold' })
  if (command === 'file-first') await fileFirst(tab.id)
}

/** As a click on the uppermost place. */
async function fileFirst(tabId: number): Promise<void> {
  const view = await look(tabId, null)
  if (!view) return
  const first = view.targets?.items[0]
  if (first) return tell(tabId, { side: 'act', deed: first.deed })
  const { settings } = await parts()
  await tell(tabId, { side: 'say', text: thunderbirdTexts(settings.language).nothingToFile })
}

const tell = async (tabId: number, call: SideCall): Promise<void> => {
  await messenger.tabs.sendMessage(tabId, call).catch(() => {})
}
