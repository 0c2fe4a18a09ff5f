import type { Thunderbird } from './thunderbird'

/** Opens the selected mail as a double click does: in a tab, or in a window of its own. */
export function openMailIn(thunderbird: Thunderbird, where: 'tab' | 'window'): Promise<void> {
  return thunderbird.chrome(async (place) => {
    const { MailUtils } = ChromeUtils.importESModule('resource:///modules/MailUtils.sys.mjs')
    const main = Services.wm.getMostRecentWindow('mail:3pane')
    const pane = main.document.getElementById('tabmail').currentAbout3Pane
    const header = pane.gDBView.getMsgHdrAt(pane.threadTree.selectedIndex)
    if (place === 'window') MailUtils.openMessageInNewWindow(header)
    else
      main.document
        .getElementById('tabmail')
        .openTab('mailMessageTab', { messageURI: header.folder.getUriForMsg(header), viewWrapper: null })
  }, where)
}

/** Of the side panel in the window of its own. */
export function sideTextInWindow(thunderbird: Thunderbird): Promise<string> {
  return thunderbird.chrome(() => {
    const window = Services.wm.getMostRecentWindow('mail:messageWindow')
    const page = window?.messageBrowser?.contentWindow?.getMessagePaneBrowser?.().contentDocument
    return page?.querySelector('postakte-panel')?.openOrClosedShadowRoot?.querySelector('.panel')?.textContent ?? ''
  })
}

export function closeMailWindow(thunderbird: Thunderbird): Promise<void> {
  return thunderbird.chrome(() => Services.wm.getMostRecentWindow('mail:messageWindow')?.close())
}

/** The width that mail and side panel have together, in pixels. */
export function makePaneWide(thunderbird: Thunderbird, width: number): Promise<void> {
  return thunderbird.chrome(async (wanted) => {
    const about = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAboutMessage
    const browser = about.getMessagePaneBrowser()
    browser.style.maxWidth = wanted === 0 ? '' : `${wanted}px`
    await until('the width', () => wanted === 0 || browser.contentWindow.innerWidth <= wanted)
  }, width)
}

export function beDark(thunderbird: Thunderbird, dark: boolean): Promise<void> {
  return thunderbird.chrome((wanted) => {
    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', wanted ? 0 : 1)
    Services.prefs.setIntPref('ui.systemUsesDarkTheme', wanted ? 1 : 0)
  }, dark)
}
