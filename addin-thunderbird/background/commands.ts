import browser from 'webextension-polyfill'
import { thunderbirdTexts } from '../host/texts'
import type { SideCall, SideDone } from '../side/talk'
import { answerSide } from './answer'
import { look } from './look'
import { parts } from './parts'

/** Keys of the user's choice (Thunderbird's page of add-ons has them); they work on the mail that is shown. */
export async function commandGiven(command: string, tab: Messenger.Tab | undefined): Promise<void> {
  if (!tab) return
  if (command === 'fold') await tell(tab.id, { side: 'fold' })
  if (command === 'file-first') await fileFirst(tab.id)
}

/** Tabs in which a key is being carried out: pressed twice it files once. */
const busy = new Set<number>()

/** As a click on the uppermost place, whether the side panel is there already or not. */
async function fileFirst(tabId: number): Promise<void> {
  if (busy.has(tabId)) return
  busy.add(tabId)
  try {
    const done = await carriedOut(tabId)
    if (!done?.notice || (await tell(tabId, { side: 'done', done }))) return
    // What can be undone was done: the list and the button show it.
    if (done.notice.undo === null) await tellWithoutPanel(done.notice.text)
  } finally {
    busy.delete(tabId)
  }
}

async function carriedOut(tabId: number): Promise<SideDone | null> {
  const view = await look(tabId, null)
  if (!view) return null
  const [first] = view.targets?.items ?? []
  if (first) return (await answerSide({ side: 'do', key: view.key, contactId: view.contactId, deed: first.deed }, tabId)) as SideDone
  const { settings } = await parts()
  const text = view.first?.text ?? thunderbirdTexts(settings.language).nothingToFile
  return { view, notice: { text, undo: null } }
}

/** False: there is no side panel to hear it. */
const tell = (tabId: number, call: SideCall): Promise<boolean> =>
  messenger.tabs.sendMessage(tabId, call).then(
    () => true,
    () => false,
  )

/** The mail is being loaded still, or has no side panel: why a key did nothing must be seen all the same. */
const tellWithoutPanel = (message: string) => browser.notifications.create({ type: 'basic', title: 'Postakte', message }).catch(() => '')
