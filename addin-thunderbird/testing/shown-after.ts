import type { Thunderbird } from './thunderbird'

/** Milliseconds within Thunderbird until the mail stands there, and until the contact does. */
export function shownAfter(thunderbird: Thunderbird, messageId: string): Promise<{ shown: number; loaded: number }> {
  return thunderbird.chrome(async (id) => {
    const window = Services.wm.getMostRecentWindow('mail:3pane')
    const tabs = window.document.getElementById('tabmail')
    const pane = tabs.currentAbout3Pane
    const header = pane.gDBView.msgFolder.msgDatabase.getMsgHdrForMessageID(id)
    const start = window.performance.now()
    pane.threadTree.selectedIndex = pane.gDBView.findIndexOfMsgHdr(header, true)
    let loaded = 0
    for (;;) {
      const about = pane.messageBrowser.contentWindow
      if (loaded === 0 && about.gMessage?.messageId === id && about.msgLoaded) loaded = window.performance.now() - start
      const root =
        about.gMessage?.messageId === id &&
        about.getMessagePaneBrowser().contentDocument?.querySelector('postakte-panel')?.openOrClosedShadowRoot
      const name = root ? root.querySelector('.who h1')?.textContent : null
      if (loaded > 0 && name) return { shown: window.performance.now() - start, loaded }
      await new Promise((resolve) => window.setTimeout(resolve, 1))
    }
  }, messageId)
}
