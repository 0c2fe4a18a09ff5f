import type { Thunderbird } from './thunderbird'

/** Milliseconds within Thunderbird from the selection of a mail until it stands there, and until the contact does. */
export function shownAfter(thunderbird: Thunderbird, messageId: string): Promise<{ shown: number; loaded: number }> {
  return thunderbird.chrome(measure, messageId, true)
}

/** The first of them alone. */
export const loadedAfter = async (thunderbird: Thunderbird, messageId: string): Promise<number> =>
  (await thunderbird.chrome(measure, messageId, false)).loaded

async function measure(id: string, withContact: boolean): Promise<{ shown: number; loaded: number }> {
  const window = Services.wm.getMostRecentWindow('mail:3pane')
  const pane = window.document.getElementById('tabmail').currentAbout3Pane
  const header = pane.gDBView.msgFolder.msgDatabase.getMsgHdrForMessageID(id)
  const page = () => pane.messageBrowser.contentWindow.getMessagePaneBrowser().contentDocument
  const before = page()
  const start = window.performance.now()
  pane.threadTree.selectedIndex = pane.gDBView.findIndexOfMsgHdr(header, true)
  let [loaded, shown] = [0, 0]
  while (loaded === 0 || (withContact && shown === 0)) {
    await new Promise((resolve) => window.setTimeout(resolve, 1))
    const about = pane.messageBrowser.contentWindow
    if (about.gMessage?.messageId !== id || page() === before) continue
    const root = page()?.querySelector('postakte-panel')?.openOrClosedShadowRoot
    if (loaded === 0 && about.msgLoaded) loaded = window.performance.now() - start
    if (shown === 0 && root?.querySelector('.who h1')?.textContent) shown = window.performance.now() - start
  }
  return { shown, loaded }
}

/** Milliseconds that a request takes which Thunderbird itself makes. */
export const askedAfter = (thunderbird: Thunderbird, address: string, request: RequestInit): Promise<number> =>
  thunderbird.chrome(
    async (url, init) => {
      const window = Services.wm.getMostRecentWindow('mail:3pane')
      const start = window.performance.now()
      const response = await window.fetch(url, init)
      if (!response.ok) throw new Error(`${response.status}`)
      await response.json()
      return window.performance.now() - start
    },
    address,
    request,
  )

/** From now on Thunderbird is without the add-on. */
export const switchOff = (thunderbird: Thunderbird): Promise<void> =>
  thunderbird.chrome(async () => {
    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
    await (await AddonManager.getAddonByID('postakte@postakte.example')).disable()
  })
