const script = { id: 'side-panel', js: ['side-panel.js'], runAt: 'document_end' } as const

/** Every mail that is opened gets the side panel; those that are open already get it now. */
export async function arrangeSidePanels(): Promise<void> {
  const registered = await messenger.scripting.messageDisplay.getRegisteredScripts()
  if (!registered.some(({ id }) => id === script.id)) await messenger.scripting.messageDisplay.registerScripts([script])
  const tabs = await messenger.tabs.query({ type: ['mail', 'messageDisplay'] })
  await Promise.allSettled(tabs.map(({ id }) => messenger.scripting.executeScript({ target: { tabId: id }, files: script.js })))
}
