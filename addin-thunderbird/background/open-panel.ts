/** The whole panel: at its button where there is one, else in a window beside. */
export async function openPanel(tabId: number): Promise<void> {
  const { windowId } = await messenger.tabs.get(tabId)
  const opened = await messenger.messageDisplayAction.openPopup({ windowId }).catch(() => false)
  if (!opened) await openCompanion(windowId)
}

/** The same over a draft: what was found on sending is looked at there. The window's buttons come back after it was not sent. */
export async function openDraftPanel(windowId: number): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await messenger.composeAction.openPopup({ windowId }).catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await openCompanion(windowId)
}

/** Stays open, and follows the mails of that window. */
export async function openCompanion(windowId: number): Promise<void> {
  await messenger.windows.create({ type: 'popup', url: `panel.html?window=${windowId}`, width: 420, height: 760 })
}

/** Stays open with these mails, whatever is selected meanwhile. */
export async function openFor(messageIds: readonly number[]): Promise<void> {
  await messenger.windows.create({ type: 'popup', url: `panel.html?mails=${messageIds.join(',')}`, width: 420, height: 760 })
}

/** What was refused stands in the panel, at any window of Thunderbird. */
export async function openOutbox(): Promise<void> {
  const [tab] = await messenger.tabs.query({ type: 'mail' })
  if (tab) await openCompanion(tab.windowId)
}
