import type { Thunderbird } from './thunderbird'

/** Text of the side panel beside the mail that is shown; '' where there is none. */
export function sideText(thunderbird: Thunderbird): Promise<string> {
  return thunderbird.chrome(() => {
    const root = Services.wm
      .getMostRecentWindow('mail:3pane')
      .document.getElementById('tabmail')
      .currentAboutMessage?.getMessagePaneBrowser()
      .contentDocument?.querySelector('postakte-panel')?.openOrClosedShadowRoot
    return root?.querySelector('.panel')?.textContent ?? ''
  })
}

/** Clicks what has that name, or begins with it. */
export function clickSide(thunderbird: Thunderbird, name: string): Promise<void> {
  return thunderbird.chrome(async (wanted) => {
    const button = await until(`in the side panel: ${wanted}`, () => {
      const root = Services.wm
        .getMostRecentWindow('mail:3pane')
        .document.getElementById('tabmail')
        .currentAboutMessage?.getMessagePaneBrowser()
        .contentDocument?.querySelector('postakte-panel')?.openOrClosedShadowRoot
      const found = [...(root?.querySelectorAll('[data-name]') ?? [])].find((one: any) => one.dataset.name.startsWith(wanted)) as any
      return found && !found.closest('[inert]') && found
    })
    button.click()
  }, name)
}

/**
 * Presses the mouse twice where that button stands, as who clicks everything twice; whatever stands there by then. False: pressed once
 * only, since the answer came later than a double click lasts.
 */
export function doubleClickSide(thunderbird: Thunderbird, name: string): Promise<boolean> {
  return thunderbird.chrome(async (wanted) => {
    const mail = () =>
      Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentAboutMessage.getMessagePaneBrowser()
    const button = await until(`in the side panel: ${wanted}`, () => {
      const root = mail().contentDocument.querySelector('postakte-panel').openOrClosedShadowRoot
      return [...root.querySelectorAll('[data-name]')].find((one: any) => one.dataset.name.startsWith(wanted)) as any
    })
    button.scrollIntoView({ block: 'center' })
    const { left, top } = button.getBoundingClientRect()
    const press = (clickCount: number) => {
      const window = mail().contentWindow
      const [x, y] = [left + 30, top + 8]
      // Newer Thunderbirds have it at the window.
      for (const type of ['mousedown', 'mouseup'])
        if (window.synthesizeMouseEvent) window.synthesizeMouseEvent(type, x, y, { button: 0, clickCount })
        else window.windowUtils.sendMouseEvent(type, x, y, 0, clickCount, 0)
    }
    const first = Date.now()
    press(1)
    // What was clicked has moved away.
    await until('another view', () => !button.isConnected)
    if (Date.now() - first > 350) return false
    press(2)
    return true
  }, name)
}

/** Types into a field of the side panel. */
export function fillSide(thunderbird: Thunderbird, name: string, text: string): Promise<void> {
  return thunderbird.chrome(
    (wanted, value) => {
      const root = Services.wm
        .getMostRecentWindow('mail:3pane')
        .document.getElementById('tabmail')
        .currentAboutMessage.getMessagePaneBrowser()
        .contentDocument.querySelector('postakte-panel').openOrClosedShadowRoot
      root.querySelector(`[data-name="${wanted}"]`).value = value
    },
    name,
    text,
  )
}

/** What lies topmost where the panel should be, how wide it is, and whether it stands on paper. */
export function sideLooks(thunderbird: Thunderbird): Promise<{ onTop: boolean; width: number; shown: string }> {
  return thunderbird.chrome(() => {
    const browser = Services.wm
      .getMostRecentWindow('mail:3pane')
      .document.getElementById('tabmail')
      .currentAboutMessage.getMessagePaneBrowser()
    const { contentDocument: page, contentWindow: window } = browser
    const host = [...page.querySelectorAll('postakte-panel')].find((one: any) => one.openOrClosedShadowRoot) as any
    const { left, top, width, height } = host.getBoundingClientRect()
    return {
      onTop: page.elementFromPoint(left + width / 2, top + height / 2) === host,
      width,
      shown: window.getComputedStyle(host).display,
    }
  })
}

/** What the mail's page does to all that is in it: nothing, it is hoped. */
export function pageLooks(thunderbird: Thunderbird): Promise<Readonly<Record<string, string>>> {
  return thunderbird.chrome(() => {
    const { contentDocument: page, contentWindow: window } = Services.wm
      .getMostRecentWindow('mail:3pane')
      .document.getElementById('tabmail')
      .currentAboutMessage.getMessagePaneBrowser()
    const style = window.getComputedStyle(page.documentElement)
    const names = ['opacity', 'filter', 'transform', 'clip-path', 'mask-image', 'zoom', 'display', 'contain', 'animation-name']
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))
  })
}

/** Whether the panel would be printed with the mail. */
export function isOnPaper(thunderbird: Thunderbird): Promise<boolean> {
  return thunderbird.chrome(() => {
    const { browsingContext, contentDocument, contentWindow } = Services.wm
      .getMostRecentWindow('mail:3pane')
      .document.getElementById('tabmail')
      .currentAboutMessage.getMessagePaneBrowser()
    browsingContext.mediumOverride = 'print'
    const { display } = contentWindow.getComputedStyle(contentDocument.querySelector('postakte-panel'))
    browsingContext.mediumOverride = ''
    return display !== 'none'
  })
}
