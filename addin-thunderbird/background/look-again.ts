import type { SideCall } from '../side/talk'

/** Every side panel asks anew; a tab without one does not hear it. */
export const lookAgain = (): Promise<void> => tellAll({ side: 'look-again' })

/** One of them does. */
export const lookAgainIn = (tabId: number): Promise<unknown> =>
  messenger.tabs.sendMessage(tabId, { side: 'look-again' } satisfies SideCall).catch(() => {})

/** Language or server are others. */
export const startAgain = (): Promise<void> => tellAll({ side: 'start-again' })

async function tellAll(call: SideCall): Promise<void> {
  const tabs = await messenger.tabs.query({ type: ['mail', 'messageDisplay'] })
  await Promise.allSettled(tabs.map(({ id }) => messenger.tabs.sendMessage(id, call)))
}
